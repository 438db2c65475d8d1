import { randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { chown, mkdir, open, rename, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Account } from "./account.ts"
import { type Binaries, program } from "./binaries.ts"
import { EmbeddedFailure, explain } from "./failure.ts"
import type { Place } from "./place.ts"
import { run } from "./run.ts"

/** Whether a database is there already; throws when what is there is of another major version, or no database. */
export function isCreated(data: string, binaries: Binaries): boolean {
  if (!existsSync(data)) return false
  const versionFile = join(data, "PG_VERSION")
  if (!existsSync(versionFile)) {
    throw new EmbeddedFailure("not_a_database", `${data} is there but is not a database: move it away.`, {
      folder: data,
    })
  }
  const found = readFileSync(versionFile, "utf8").trim()
  if (found === binaries.major) return true
  throw new EmbeddedFailure(
    "version_mismatch",
    `The database in ${data} is of PostgreSQL ${found}, and this release brings ${binaries.major}. Make a backup with the release that wrote it (farvater backup FILE), then restore it here into a new DATA_DIR (farvater restore FILE).`,
    { folder: data, found, brought: binaries.major },
  )
}

/**
 * Creates the database beside its final place and moves it there when it is whole and on the disk, so that a machine
 * that dies in the middle leaves nothing that looks like a database.
 *
 * Text compares by code points in every database of ours (C.UTF-8: letters of all languages are known to lower(),
 * patterns and trigrams); an order for people is asked for by name: COLLATE "ru-x-icu".
 */
export async function createDatabase(place: Place, runtime: string): Promise<void> {
  const fresh = `${place.data}.new`
  const password = passwordFile(place.data)
  try {
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { mode: 0o700 })
    await writeFile(password, randomBytes(24).toString("base64url"), { mode: 0o600 })
    await own([fresh, password], place.account)
    const said = await run(program(runtime, "initdb"), initdbArguments(fresh, password), place.account)
    if (said.code !== 0) throw said.output
    await rename(fresh, place.data)
    await flushFolder(dirname(place.data))
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
    throw explain("Creating the database", place.data, error)
  }
}

/** Kept beside the database; used only where there are no Unix sockets. */
export const passwordFile = (data: string) => `${data}.password`

/** Gives files to the account the database runs as. */
export async function own(paths: string[], account: Account | null): Promise<void> {
  if (account) for (const path of paths) await chown(path, account.uid, account.gid)
}

function initdbArguments(folder: string, password: string): string[] {
  const ctype = { darwin: "en_US.UTF-8", win32: "ru-RU" }[process.platform as string] ?? "C.UTF-8"
  const locale = ["--encoding=UTF8", "--locale=C", `--lc-ctype=${ctype}`]
  const provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--text-search-config=simple"]
  const access = ["--username=farvater", `--pwfile=${password}`, "--auth-local=trust", "--auth-host=scram-sha-256"]
  return [`--pgdata=${folder}`, ...locale, ...provider, ...access, "--data-checksums", "--no-instructions"]
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
