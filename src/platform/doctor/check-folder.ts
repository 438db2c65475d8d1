import { existsSync, statSync } from "node:fs"
import { access, constants, rm, statfs, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Config } from "#platform/config.ts"
import { type Finding, fail, ok, warn } from "./finding.ts"

/** The folder itself or, while it is not there, the nearest one above it. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)))

async function writable(folder: string): Promise<boolean> {
  try {
    const probe = join(folder, `.doctor-${process.pid}`)
    await writeFile(probe, "")
    await rm(probe)
    return true
  } catch {
    return false
  }
}

/** @param free bytes left for us */
export function judgeSpace(free: number, folder: string): Finding {
  const told = `${(free / 2 ** 30).toFixed(1)} GB free in ${folder}`
  if (free < 200 * 2 ** 20) return fail(`Disk: only ${told}`, "Free some space now: a full disk stops the database.")
  return free < 2 * 2 ** 30 ? warn(`Disk: ${told}`, "Free some space soon.") : ok(`Disk: ${told}`)
}

/** Whether data can be kept: DATA_DIR is there or can be made, may be written to, and has room. */
export async function checkFolder({ DATA_DIR }: Config): Promise<Finding[]> {
  const there = nearest(DATA_DIR)
  const may =
    there === DATA_DIR
      ? await writable(there)
      : await access(there, constants.W_OK).then(
          () => true,
          () => false,
        )
  const { bavail, bsize } = await statfs(there)
  return [
    may
      ? ok(there === DATA_DIR ? `DATA_DIR: ${DATA_DIR}` : `DATA_DIR: ${DATA_DIR}, will be made at the first start`)
      : fail(
          `DATA_DIR cannot be written to: ${there}`,
          "Give the user who runs Farvater the right to write there, or name another folder.",
        ),
    judgeSpace(bavail * bsize, there),
  ]
}

/** Whether the secret is there and is one. */
export function checkSecret({ SECRET, DATA_DIR }: Config): Finding {
  if (SECRET) return ok("SECRET: given by the settings; keep it with the backups, they do not hold it")
  const file = join(DATA_DIR, "keys", "secret")
  if (!existsSync(file)) return ok("SECRET: will be made at the first start")
  const { mode, size } = statSync(file)
  if (size < 32)
    return fail(`SECRET: ${file} is damaged`, "Bring it back from a backup, or links and second factors are lost.")
  if (process.platform !== "win32" && mode & 0o077)
    return warn(`SECRET: others may read ${file}`, `Run: chmod 600 ${file}`)
  return ok(`SECRET: kept in ${file}`)
}
