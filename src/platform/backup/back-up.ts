import { readdir, readFile, rename, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import product from "../../../package.json" with { type: "json" }
import "#platform/db.ts" // numbers of 8 bytes as numbers
import { flushFolder, hasBlob, openBlob } from "#platform/files/blob-store.ts"
import { type About, archiveFormat, fingerprint, type Manifest, verifyArchive } from "./archive.ts"
import { jobsQuery, jobsTable, type OwnTable, ownSequences, ownTables, quoted } from "./own-tables.ts"
import { type ArchiveWriter, writeArchive } from "./write-archive.ts"

/** An installation: its database and its folder. */
export type Installation = {
  url: string
  dataDir: string
  filesDir: string
  /** What SECRET says; without it the secret lies in `dataDir`. */
  secret: string | undefined
  /** Schemas of all modules. */
  schemas: string[]
}
export type OnProgress = (far: string) => void

/** So much of a table is held in memory at a time, and is one entry of the archive. */
const partSize = 1 << 20

/**
 * Writes one snapshot of everything into `file`: tables, blobs and keys as of one moment, while the server works on.
 * The archive is read back and compared before it gets its name, so that a file of that name is a whole backup.
 *
 * @returns what it holds; `lostFiles` are blobs that the store has lost or spoilt
 */
export async function backUp(from: Installation, file: string, onProgress: OnProgress): Promise<Manifest> {
  const fresh = `${file}.partial`
  const at = new Date()
  const client = new pg.Client({ connectionString: from.url, application_name: "farvater backup" })
  client.on("error", () => {}) // the query under way tells
  await client.connect()
  await rm(fresh, { force: true })
  const archive = writeArchive(fresh, at)
  try {
    // no blob is removed meanwhile: see platform/files/tidy-blobs.ts
    await client.query("SELECT pg_advisory_lock_shared(hashtext('farvater files'))")
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    const tables = [...(await ownTables(client, from.schemas)), jobsTable]
    await archive.add("about.json", JSON.stringify(await describe(client, from, tables, at), null, 1))
    await copyKeys(archive, from)
    const rows: Manifest["rows"] = {}
    for (const table of tables) {
      rows[table.name] = await copyTable(archive, client, table, onProgress)
    }
    const sequences = await ownSequences(client, from.schemas)
    const { files, lostFiles } = await copyBlobs(archive, client, from.filesDir, onProgress)
    await client.query("COMMIT")
    const manifest = { sha256: archive.sums, rows, sequences, files, lostFiles }
    await archive.add("manifest.json", JSON.stringify(manifest, null, 1))
    await archive.close()
    onProgress("reading it back")
    await verifyArchive(fresh)
    await rename(fresh, file)
    await flushFolder(dirname(file))
    return manifest
  } catch (err) {
    archive.abandon()
    await rm(fresh, { force: true })
    throw err
  } finally {
    await client.end()
  }
}

async function describe(client: pg.Client, from: Installation, tables: OwnTable[], at: Date): Promise<About> {
  const migrations = await client.query<{ name: string }>("SELECT name FROM platform.migration ORDER BY name")
  const version = await client.query<{ server_version: string }>("SHOW server_version")
  const inside = from.secret === undefined
  const secret = from.secret ?? (await readFile(join(from.dataDir, "keys", "secret"), "utf8")).trim()
  return {
    farvater: product.version,
    format: archiveFormat,
    at: at.toISOString(),
    postgresql: version.rows[0]!.server_version,
    migrations: migrations.rows.map((row) => row.name),
    tables,
    secret: { fingerprint: fingerprint(secret), inside },
  }
}

/** Without them every link that was ever sent and every second factor is dead. */
async function copyKeys(archive: ArchiveWriter, { dataDir, secret }: Installation): Promise<void> {
  const folder = join(dataDir, "keys")
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries)
    if (entry.isFile() && !(entry.name === "secret" && secret !== undefined) && !entry.name.endsWith(".replaced"))
      await archive.add(`keys/${entry.name}`, await readFile(join(folder, entry.name)))
}

async function copyTable(
  archive: ArchiveWriter,
  client: pg.Client,
  table: OwnTable,
  onProgress: OnProgress,
): Promise<number> {
  const columns = table.columns.map(quoted).join(", ")
  const what = table === jobsTable ? `(${jobsQuery})` : `${quoted(table.name)} (${columns})`
  const stream = client.query(copyTo(`COPY ${what} TO STDOUT`))
  let part: Buffer[] = []
  let size = 0
  let number = 0
  const flush = async () => {
    onProgress(number ? `${table.name}, ${number} MB` : table.name)
    if (size) await archive.add(`tables/${table.name}/${String(++number).padStart(6, "0")}`, Buffer.concat(part, size))
    part = []
    size = 0
  }
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    part.push(chunk)
    size += chunk.length
    if (size >= partSize) await flush()
  }
  await flush()
  return stream.rowCount
}

async function copyBlobs(archive: ArchiveWriter, client: pg.Client, dir: string, onProgress: OnProgress) {
  const { rows } = await client.query<{ sha256: Buffer; size: number }>(
    "SELECT sha256, size FROM platform.blob ORDER BY 1",
  )
  const lostFiles: string[] = []
  for (const [done, { sha256, size }] of rows.entries()) {
    onProgress(`${done} of ${rows.length} files`)
    const hex = sha256.toString("hex")
    const name = `files/${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex}`
    const whole = (await hasBlob(dir, sha256, size)) && (await archive.copy(name, size, openBlob(dir, sha256))) === hex
    if (!whole) lostFiles.push(hex)
  }
  return { files: rows.length - lostFiles.length, lostFiles }
}
