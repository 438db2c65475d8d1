import { glob, rm, stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { blobPath } from "./blob-store.ts"
import { filesLock } from "./store-file.ts"
import "./tables.ts"

const day = 24 * 3_600_000

/** Rows that nobody needs any more: attachments removed or never claimed, then blobs without an attachment. */
async function dropRows(tx: Tx, before: Date): Promise<Buffer[]> {
  await tx
    .deleteFrom("platform.attachment")
    .where((w) => w.or([w("removed_at", "<", before), w.and([w("subject_kind", "is", null), w("at", "<", before)])]))
    .execute()
  const gone = await tx
    .deleteFrom("platform.blob as b")
    .where("b.created_at", "<", before)
    .where((w) =>
      w.not(w.exists(w.selectFrom("platform.attachment as a").whereRef("a.sha256", "=", "b.sha256").select("a.id"))),
    )
    .returning("b.sha256")
    .execute()
  return gone.map((row) => row.sha256)
}

/** Files that a transaction left behind when it failed, or a crash before they got their name. */
async function dropStrays(tx: Tx, dir: string, before: Date): Promise<void> {
  const rows = await tx.selectFrom("platform.blob").select("sha256").execute()
  const known = new Set(rows.map((row) => row.sha256.toString("hex")))
  for await (const name of glob(["[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*", "new/*"], { cwd: dir })) {
    if (known.has(basename(name))) continue
    const file = await stat(join(dir, name)).catch(() => undefined)
    if (file?.isFile() && file.mtime < before) await rm(join(dir, name), { force: true })
  }
}

/**
 * Removes what nobody has needed for a day. While something is being stored or backed up it leaves everything for the
 * next night.
 */
export async function tidyBlobs({ db, clock, filesDir }: Services): Promise<void> {
  const before = new Date(clock.now().getTime() - day)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ free: boolean }>`SELECT pg_try_advisory_xact_lock(${filesLock}) AS free`.execute(tx)
    if (!rows[0]?.free) return
    for (const sha256 of await dropRows(tx, before)) await rm(blobPath(filesDir, sha256), { force: true })
    await dropStrays(tx, filesDir, before)
  })
}

export const tidyBlobsJob: Job = { name: "files_tidy", schedule: "41 2 * * *", run: tidyBlobs }
