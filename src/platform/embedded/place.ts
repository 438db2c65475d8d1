import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, statSync } from "node:fs"
import { chmod, mkdir, realpath, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { type Account, canReach, chooseAccount } from "./account.ts"
import { EmbeddedFailure } from "./failure.ts"

/** Where the database of a DATA_DIR lives, whom it runs as (null: as us), and where copied binaries go. */
export type Place = { data: string; account: Account | null; shelf: string }

const isRoot = () => process.getuid?.() === 0

/** The folder of the database: `<dataDir>/postgres`, unless a note beside it tells of another. */
export function databaseFolder(dataDir: string): string {
  const note = noteFile(dataDir)
  return existsSync(note) ? readFileSync(note, "utf8").split("\n")[0]!.trim() : join(dataDir, "postgres")
}

/**
 * Finds or chooses the place. As root the database runs under another account; if that account may not enter the
 * folder, the database goes to `systemDir` (/var/lib/farvater) and a note in the folder says so.
 */
export async function choosePlace(dataDir: string, systemDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true })
  const home = await realpath(dataDir)
  const data = databaseFolder(home)
  if (existsSync(data)) return existingPlace(data, home, systemDir)
  if (existsSync(noteFile(home))) {
    throw new EmbeddedFailure(
      "data_missing",
      `The database of ${home} was kept in ${data}, which is not there. Bring it back, or restore a backup; to begin with an empty one, delete ${noteFile(home)}.`,
      { folder: home, data },
    )
  }
  if (!isRoot()) return { data, account: null, shelf: home }
  const account = chooseAccount()
  if (canReach(account, home)) return { data, account, shelf: systemDir }
  return { data: await moveOut(home, systemDir, account), account, shelf: systemDir }
}

function existingPlace(data: string, home: string, systemDir: string): Place {
  const { uid, gid } = statSync(data)
  if (!isRoot()) {
    if (process.platform !== "win32" && process.getuid?.() !== uid) throw belongsTo(uid, data)
    return { data, account: null, shelf: home }
  }
  const account = uid === 0 ? chooseAccount() : { uid, gid }
  if (!canReach(account, dirname(data))) throw unreachable(account, data)
  if (uid === 0) execFileSync("chown", ["-R", `${account.uid}:${account.gid}`, data]) // copied back by root
  return { data, account, shelf: systemDir }
}

async function moveOut(home: string, systemDir: string, account: Account): Promise<string> {
  const folder = join(systemDir, createHash("sha256").update(home).digest("hex").slice(0, 12))
  await mkdir(folder, { recursive: true })
  for (const each of [systemDir, folder]) await chmod(each, 0o755)
  if (!canReach(account, folder)) throw unreachable(account, folder)
  const data = join(folder, "postgres")
  await writeFile(noteFile(home), `${data}\n\n${note}\n`)
  return data
}

const noteFile = (home: string) => join(home, "postgres.where")

const note = `The first line is where the database of this folder is kept: PostgreSQL does not run as root,
and the user it runs as may not enter this folder. A copy of this folder alone is no backup:
make one with "farvater backup".`

const belongsTo = (uid: number, folder: string) =>
  new EmbeddedFailure(
    "permission_denied",
    `The database in ${folder} belongs to another user (${uid}): start as that user or as root, or choose another DATA_DIR.`,
    { folder },
  )

const unreachable = ({ uid }: Account, folder: string) =>
  new EmbeddedFailure(
    "data_unreachable",
    `User ${uid}, whom the database runs as, may not enter ${dirname(folder)}: open it and the folders above it (chmod o+x).`,
    { folder },
  )
