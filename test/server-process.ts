import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { serversIn } from "#platform/embedded/leftovers.ts"
import { findEmbedded } from "#platform/embedded/start.ts"

import { buildStale } from "../scripts/build.mjs"

const main = new URL("../dist/main.js", import.meta.url).pathname
/** Vitest and whoever runs it set some of these. */
const clean = { DATABASE_URL: "", BASE_URL: "", SMTP_URL: "", NODE_ENV: "production", HOST: "127.0.0.1" }

/** The built server in a process of its own, with a database of its own in `dataDir`. */
export async function startServer(dataDir: string, { args = [] as string[], node = [] as string[] } = {}) {
  await buildStale()
  const env = { ...process.env, ...clean, DATA_DIR: dataDir, PORT: "0" }
  const child = spawn(process.execPath, [...node, main, "serve", ...args], { env, stdio: ["ignore", "pipe", "pipe"] })
  const base = await addressOf(child)
  return {
    base,
    pid: child.pid!,
    /** The database's address; it answers as long as the server lives. */
    databaseUrl: findEmbedded(dataDir)!,
    /** Process ids of the database server and its backends. */
    databasePids: () => serversIn(join(dataDir, "postgres")),
    /** Ends both as a machine that loses power would: nobody is asked. */
    async killAll() {
      for (const pid of [child.pid!, ...serversIn(join(dataDir, "postgres"))]) killHard(pid)
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
      while (serversIn(join(dataDir, "postgres")).length) await sleep(5)
    },
    async stop() {
      child.kill("SIGTERM")
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
    },
  }
}
export type ServerProcess = Awaited<ReturnType<typeof startServer>>

/** Kills with -9; one that ended by itself meanwhile is no error. */
export function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // Gone already.
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ""
    const hear = (chunk: Buffer) => {
      said += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (address) resolve(address)
    }
    child.stdout!.on("data", hear)
    child.stderr!.on("data", hear)
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}
