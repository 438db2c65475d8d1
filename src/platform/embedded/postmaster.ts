import { type ChildProcess, spawn } from "node:child_process"
import type { Socket } from "node:net"
import { createInterface } from "node:readline"
import type { Account } from "./account.ts"
import { program } from "./binaries.ts"
import type { Door } from "./door.ts"
import { environment } from "./run.ts"
import type { Log } from "./start.ts"

/** A running server. `exited` resolves with its last words whenever it ends, for whatever reason. */
export type Postmaster = { exited: Promise<string>; stop(): Promise<void> }

/** For a small machine; a bigger one deserves a PostgreSQL of its own (DATABASE_URL). */
const settings = {
  shared_buffers: "128MB",
  max_connections: "60",
  max_wal_size: "512MB",
  random_page_cost: "1.1",
  jit: "off",
  max_parallel_workers_per_gather: "0",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // The server's own life and what kills it, but not failed statements: their details hold personal data.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
  log_autovacuum_min_duration: "-1",
  log_line_prefix: "",
}

export type Launch = { runtime: string; data: string; account: Account | null; door: Door; fsync: boolean; log: Log }

/** Starts the server and waits until it answers, recovery after a crash included. Rejects with what it said. */
export function launch({ runtime, data, account, door, fsync, log }: Launch): Promise<Postmaster> {
  const chosen = { ...settings, ...door.settings, fsync: fsync ? "on" : "off" }
  const options = Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  const server = spawn(program(runtime, "postgres"), ["-D", data, ...options], {
    ...account,
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true, // a session of its own: Ctrl-C is for us, and we close the database last
  })
  const words: string[] = []
  const guard = guardAgainstOurDeath(server, account)
  const exited = new Promise<string>((resolve) => {
    server.once("error", (error) => resolve(error.message))
    server.once("close", () => resolve(words.join("\n")))
  }).finally(() => guard?.kill("SIGKILL"))
  return new Promise((resolve, reject) => {
    createInterface({ input: server.stderr }).on("line", (line) => {
      if (words.push(line) > 30) words.shift()
      log[/^(FATAL|PANIC):/.test(line) ? "warn" : "debug"](`postgres: ${line}`)
      if (line.includes("ready to accept connections")) {
        hold(server, false)
        resolve({ exited, stop: () => stop(server, guard, exited) })
      }
    })
    void exited.then(reject)
  })
}

async function stop(server: ChildProcess, guard: ChildProcess | undefined, exited: Promise<string>): Promise<void> {
  guard?.kill("SIGKILL")
  hold(server, true)
  const steps = [
    { signal: "SIGINT", after: 0 },
    { signal: "SIGQUIT", after: 20_000 },
    { signal: "SIGKILL", after: 25_000 },
  ] as const
  const timers = steps.map(({ signal, after }) => setTimeout(() => server.kill(signal), after))
  await exited
  for (const timer of timers) clearTimeout(timer)
}

/** Whether the server keeps our process from ending: only while something is awaited from it. */
function hold(server: ChildProcess, keep: boolean): void {
  const pipe = server.stderr as Socket | null
  for (const handle of [server, pipe]) keep ? handle?.ref() : handle?.unref()
}

/**
 * A shell that waits for the end of a pipe we hold. When we die in whatever way, the pipe ends and it tells the server
 * to shut down, so that a killed Farvater leaves no server behind.
 */
function guardAgainstOurDeath(server: ChildProcess, account: Account | null): ChildProcess | undefined {
  if (process.platform === "win32" || !server.pid) return undefined
  const guard = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$1"', "sh", String(server.pid)], {
    ...account,
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  })
  guard.on("error", () => {}) // without it the next start stops the leftover
  guard.unref()
  return guard
}
