import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs"
import { rm } from "node:fs/promises"
import { basename, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { Log } from "./start.ts"

/** What a running server wrote about itself. */
export type ServerNote = { pid: number; port: number; socketFolder: string; ready: boolean }

/** Reads postmaster.pid; null when there is none or it is not complete yet. */
export function readServerNote(data: string): ServerNote | null {
  const file = join(data, "postmaster.pid")
  if (!existsSync(file)) return null
  const [pid, , , port, socketFolder = "", , , status = ""] = readFileSync(file, "utf8").split("\n")
  return Number(pid) ? { pid: Number(pid), port: Number(port), socketFolder, ready: status.startsWith("ready") } : null
}

/**
 * Stops what is left of a server whose parent was killed, and removes the lock file of one that is dead although its
 * number lives on in another process. Call it only while holding the lock of DATA_DIR.
 */
export async function stopLeftovers(data: string, log: Log): Promise<void> {
  if (!existsSync(join(data, "postmaster.pid"))) return
  if (serversIn(data).length > 0) log.info("An earlier database server is still running here: stopping it.")
  // SIGINT: roll back and shut down; SIGQUIT: leave at once and recover at the next start.
  for (const [signal, seconds] of [
    ["SIGINT", 20],
    ["SIGQUIT", 5],
    ["SIGKILL", 5],
  ] as const) {
    const servers = serversIn(data)
    if (servers.length === 0) break
    const main = servers.filter((pid) => pid === readServerNote(data)?.pid)
    for (const pid of signal === "SIGKILL" || main.length === 0 ? servers : main) tryKill(pid, signal)
    await untilGone(data, seconds * 1000)
  }
  await rm(join(data, "postmaster.pid"), { force: true })
}

async function untilGone(data: string, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end && serversIn(data).length > 0; ) await sleep(20)
}

/** Process ids of the server and its backends in a data folder: each of them has it as its working folder. */
export function serversIn(data: string): number[] {
  if (process.platform !== "linux") return serverByNote(data)
  const isServer = (pid: string) => {
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === data && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith("postgres")
      )
    } catch {
      return false // gone meanwhile, or another user's
    }
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isServer(name))
    .map(Number)
}

function serverByNote(data: string): number[] {
  const note = readServerNote(data)
  if (!note || !tryKill(note.pid, 0)) return []
  if (process.platform === "win32") return [note.pid]
  try {
    const command = execFileSync("ps", ["-p", String(note.pid), "-o", "command="], { encoding: "utf8" })
    return /postgres/.test(command) ? [note.pid] : []
  } catch {
    return []
  }
}

/** Sends a signal; false when the process is gone or is not ours. */
export function tryKill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
