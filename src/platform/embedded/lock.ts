import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { explain } from "./failure.ts"

export type Release = () => Promise<void>

/** Another process works in this DATA_DIR; `pid` is null when it could not be read. */
export class AlreadyRunning extends Error {
  readonly pid: number | null
  readonly say = true // main.ts prints the message alone

  constructor(dataDir: string, pid: number | null) {
    super(`Farvater is already running in ${dataDir}${pid ? ` (process ${pid})` : ""}: stop it first, or use it.`)
    this.name = "AlreadyRunning"
    this.pid = pid
  }
}

const busy = 5 // SQLITE_BUSY

/**
 * Takes a folder for this process until released or dead, creating it if needed. Waits `patience` milliseconds for one
 * that is just stopping, then throws AlreadyRunning.
 *
 * Node has no flock. SQLite, which is part of Node, takes a real lock of the operating system on a file: the kernel
 * gives it back when the process dies in whatever way, so there is no stale lock and no guessing from recycled pids.
 */
export async function lockDataDir(dataDir: string, patience = 3000): Promise<Release> {
  const pidFile = join(dataDir, "farvater.pid")
  let lock: DatabaseSync | undefined
  try {
    await mkdir(dataDir, { recursive: true })
    lock = new DatabaseSync(join(dataDir, "farvater.lock"), { timeout: patience })
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE")
    await rm(pidFile, { force: true })
    await writeFile(pidFile, `${process.pid}\n`)
  } catch (error) {
    lock?.close()
    if ((error as { errcode?: number }).errcode === busy) throw new AlreadyRunning(dataDir, await readPid(pidFile))
    if (/readonly database|unable to open/.test(String(error))) throw explain("Locking", dataDir, "EACCES")
    throw explain("Locking", dataDir, error)
  }
  const held = lock
  return async () => {
    await rm(pidFile, { force: true })
    if (held.isOpen) held.close()
  }
}

async function readPid(file: string): Promise<number | null> {
  return Number(await readFile(file, "utf8").catch(() => "")) || null
}
