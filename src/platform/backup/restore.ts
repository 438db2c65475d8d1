import { sql } from "kysely"
import pg from "pg"
import type { Tx } from "#platform/db.ts"
import { migrateQueue } from "#platform/jobs.ts"
import { type Migrations, migrate } from "#platform/migrate.ts"
import { type About, ArchiveRefused, type Manifest, verifyArchive } from "./archive.ts"
import type { Installation, OnProgress } from "./back-up.ts"
import { repeatErasures } from "./erasures.ts"
import { load, queueJobs } from "./load.ts"
import { jobsTable, quoted } from "./own-tables.ts"
import { holdsData, othersAtWork, over, quietTriggers } from "./target.ts"

export type Restored = { about: About; manifest: Manifest; erased: number }

/**
 * Puts an archive in the place of whatever an installation holds, in one transaction: it is all there afterwards, or
 * everything is as before. A schema of an older release is rebuilt by its own migrations and then brought up to date.
 *
 * @param force replace data that are there
 * @throws ArchiveRefused for a damaged archive, one of a newer release, or a target that holds data or is in use
 */
export async function restore(
  to: Installation,
  path: string,
  migrations: Migrations,
  { force, onProgress }: { force: boolean; onProgress: OnProgress },
): Promise<Restored> {
  onProgress("checking the archive")
  const archive = await verifyArchive(path)
  const { about } = archive
  const unknown = about.migrations.find((name) => !migrations[name])
  if (unknown)
    throw new ArchiveRefused(
      `The backup was made by a newer release (${about.farvater}, ${unknown}): restore it with that one or a newer one.`,
    )
  const client = new pg.Client({ connectionString: to.url, application_name: "farvater restore" })
  client.on("error", () => {}) // the query under way tells
  await client.connect()
  try {
    if (await othersAtWork(client))
      throw new ArchiveRefused("Farvater is at work on this database: stop its servers and workers first.")
    if (!force && (await holdsData(client, to.schemas)))
      throw new ArchiveRefused(
        "There are data here already. To throw them away and put the backup in their place, add --force.",
      )
    await migrateQueue(to.url)
    const erased = await over(client)
      .transaction()
      .execute((tx) => replaceAll(tx, client, to, path, archive, migrations, onProgress))
    await client.query("ANALYZE")
    return { ...archive, erased }
  } finally {
    await client.end()
  }
}

async function replaceAll(
  tx: Tx,
  client: pg.Client,
  to: Installation,
  path: string,
  archive: { about: About; manifest: Manifest },
  migrations: Migrations,
  onProgress: OnProgress,
): Promise<number> {
  const { about } = archive
  for (const schema of to.schemas) await sql.raw(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`).execute(tx)
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(tx)
  await migrate(tx, Object.fromEntries(about.migrations.map((name) => [name, migrations[name]!])))
  const tables = about.tables.map((t) => t.name).filter((name) => name !== jobsTable.name)
  const undo = await quietTriggers(tx, tables)
  for (const table of tables.toReversed()) await sql.raw(`DELETE FROM ${quoted(table)}`).execute(tx) // rows that migrations put there
  await load(client, to, path, archive, onProgress)
  await undo()
  onProgress("bringing it up to date")
  await migrate(tx, migrations)
  await queueJobs(client)
  return repeatErasures(tx, to.dataDir)
}
