import { once } from "node:events"
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import type pg from "pg"
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams"
import { writeBlob } from "#platform/files/blob-store.ts"
import { type About, ArchiveRefused, blobOf, keyOf, type Manifest, readEntries, tableOf } from "./archive.ts"
import type { Installation, OnProgress } from "./back-up.ts"
import { jobsTable, quoted } from "./own-tables.ts"

/** One table being filled: its parts arrive one after another. */
function filler(client: pg.Client, columns: Map<string, string[]>) {
  let open: { table: string; stream: CopyStreamQuery } | undefined
  const rows: Record<string, number> = {}
  async function finish() {
    if (!open) return
    const { table, stream } = open
    open = undefined
    const ended = once(stream, "finish")
    stream.end()
    await ended
    rows[table] = stream.rowCount
  }
  async function take(table: string, body: AsyncIterable<Buffer>) {
    if (open?.table !== table) {
      await finish()
      const names = columns.get(table)
      if (!names) throw new ArchiveRefused(`The archive holds a table that it does not list: ${table}.`)
      const target = table === jobsTable.name ? "pg_temp.jobs" : quoted(table)
      open = { table, stream: client.query(copyFrom(`COPY ${target} (${names.map(quoted).join(", ")}) FROM STDIN`)) }
      open.stream.on("error", () => {}) // told by whoever waits next
    }
    for await (const chunk of body) if (!open.stream.write(chunk)) await once(open.stream, "drain")
  }
  return { take, finish, rows }
}

/** Puts the archive's waiting jobs into this release's queue. */
export async function queueJobs(client: pg.Client): Promise<void> {
  await client.query(`
    SELECT graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, max_attempts => max_attempts,
      job_key => key, priority => priority) FROM pg_temp.jobs`)
}

/**
 * Takes in all tables and blobs of an archive that has been verified.
 * The tables are there and empty; the transaction is the caller's.
 * @throws when the database refuses rows or has not taken as many as there should be
 */
export async function load(
  client: pg.Client,
  to: Installation,
  path: string,
  { about, manifest }: { about: About; manifest: Manifest },
  onProgress: OnProgress,
): Promise<void> {
  await client.query(`CREATE TEMP TABLE jobs (task text, queue text, payload json, run_at timestamptz,
    priority smallint, max_attempts smallint, key text) ON COMMIT DROP`)
  const { take, finish, rows } = filler(client, new Map(about.tables.map((t) => [t.name, t.columns])))
  for await (const { name, size, body } of readEntries(path)) {
    const [table, blob, key] = [tableOf(name), blobOf(name), keyOf(name)]
    onProgress(table ?? (blob ? "files" : name))
    if (table) await take(table, body)
    else if (blob && !manifest.lostFiles.includes(blob))
      await writeBlob(to.filesDir, Buffer.from(blob, "hex"), size, body)
    else if (key) await keepKey(join(to.dataDir, "keys"), key, await buffer(body))
    else for await (const _ of body);
  }
  await finish()
  for (const [table, wanted] of Object.entries(manifest.rows))
    if ((rows[table] ?? 0) !== wanted) throw new Error(`${table} took ${rows[table] ?? 0} rows instead of ${wanted}`)
  for (const [sequence, last] of Object.entries(manifest.sequences))
    await client.query("SELECT setval($1::regclass, $2, true)", [quoted(sequence), last])
}

/** A key that is there and differs is kept beside as `<name>.replaced`. */
async function keepKey(folder: string, name: string, content: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const old = await readFile(path).catch(() => undefined)
  if (old?.equals(content)) return
  if (old) await rename(path, `${path}.replaced`)
  await writeFile(`${path}.new`, content, { mode: 0o600, flush: true })
  await chmod(`${path}.new`, 0o600)
  await rename(`${path}.new`, path)
}
