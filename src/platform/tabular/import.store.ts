import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Kept, Taken } from "./importer.ts"
import type { ImportState, Outcome } from "./tables.ts"
import "./tables.ts"

const columns = [
  "i.id",
  "i.kind",
  "i.file_name as fileName",
  "i.header",
  "i.mapping",
  "i.matching",
  "i.assumed",
  "i.state",
  "i.cursor",
  "i.rows",
  "i.done",
  "i.user_id as userId",
  "i.created_at as createdAt",
  "i.started_at as startedAt",
  "i.ended_at as endedAt",
  "i.undone_at as undoneAt",
  "i.broke",
] as const

const imports = (db: Db) => db.selectFrom("platform.import as i").select(columns)
export type Import = NonNullable<Awaited<ReturnType<typeof importForUpdate>>>

export const importForUpdate = (tx: Tx, id: number) => imports(tx).where("i.id", "=", id).forUpdate().executeTakeFirst()

/** The same for a job: nothing when another one is at it. */
export const importToWork = (tx: Tx, id: number) =>
  imports(tx).where("i.id", "=", id).forUpdate().skipLocked().executeTakeFirst()

const named = (db: Db) =>
  imports(db).leftJoin("platform.app_user as u", "u.id", "i.user_id").select("u.name as userName")
export type NamedImport = NonNullable<Awaited<ReturnType<typeof importById>>>

export const importById = (db: Db, id: number) => named(db).where("i.id", "=", id).executeTakeFirst()

/** Imports, the newest first. @param own kinds of which only those of `userId` are shown @param after the last one read */
export const listImports = (
  db: Db,
  { kinds, own, userId }: { kinds: string[]; own: string[]; userId: string | null },
  after: number | undefined,
  limit: number,
) =>
  named(db)
    .where("i.kind", "=", sql<string>`ANY(${kinds})`)
    .where((eb) => eb.or([eb.not(eb("i.kind", "=", sql<string>`ANY(${own})`)), eb("i.user_id", "=", userId)]))
    .$if(after !== undefined, (q) => q.where("i.id", "<", after!))
    .orderBy("i.id", "desc")
    .limit(limit)
    .execute()

type NewImport = {
  kind: string
  fileName: string
  header: string[] | null
  mapping: string[]
  matching: Import["matching"]
  assumed: string
  rows: { line: number; cells: string[] }[]
  userId: string | null
}

/** Keeps the rows of a file, header and all. */
export async function insertImport(tx: Tx, given: NewImport, at: Date): Promise<{ id: number }> {
  const { rows } = given
  const row = await tx
    .insertInto("platform.import")
    .values({
      kind: given.kind,
      file_name: given.fileName,
      header: JSON.stringify(given.header),
      mapping: JSON.stringify(given.mapping),
      matching: given.matching,
      assumed: given.assumed,
      rows: rows.length,
      user_id: given.userId,
      created_at: at,
      moved_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  // An array of arrays must be a rectangle: cells come as JSON and are taken apart by the database.
  for (let from = 0; from < rows.length; from += 5000) {
    const part = rows.slice(from, from + 5000)
    await sql`INSERT INTO platform.import_row (import_id, line, cells)
      SELECT ${row.id}, line, ARRAY(SELECT jsonb_array_elements_text(cells))
      FROM unnest(${part.map(({ line }) => line)}::int[], ${part.map(({ cells }) => JSON.stringify(cells))}::jsonb[])
        AS given (line, cells)`.execute(tx)
  }
  return row
}

type Changed = Partial<{
  header: string[] | null
  mapping: string[]
  matching: Import["matching"]
  assumed: string
  state: ImportState
  cursor: number
  rows: number
  done: number
  startedAt: Date | null
  endedAt: Date | null
  undoneAt: Date | null
  broke: boolean
}>

export async function updateImport(tx: Tx, id: number, changed: Changed, at: Date): Promise<void> {
  const { header, mapping, startedAt, endedAt, undoneAt, ...rest } = changed
  await tx
    .updateTable("platform.import")
    .set({
      broke: false,
      ...rest,
      ...(header !== undefined && { header: JSON.stringify(header) }),
      ...(mapping && { mapping: JSON.stringify(mapping) }),
      ...(startedAt !== undefined && { started_at: startedAt }),
      ...(endedAt !== undefined && { ended_at: endedAt }),
      ...(undoneAt !== undefined && { undone_at: undoneAt }),
      moved_at: at,
    })
    .where("id", "=", id)
    .execute()
}

/** Forgets what trying the rows gave, before they are tried anew. */
export async function clearOutcomes(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("platform.import_key").where("import_id", "=", id).execute()
  await sql`UPDATE platform.import_row SET outcome = NULL, why = NULL, changes = NULL, creates = ''
    WHERE import_id = ${id} AND outcome IS NOT NULL`.execute(tx)
}

/** Takes the first row for headings, or the headings for a row. @returns the headings now */
export async function turnHeader(tx: Tx, run: Import, on: boolean, at: Date): Promise<string[] | null> {
  if (!on && run.header) {
    const line = (await rowsOf(tx, run.id, 0, 1))[0]?.line ?? 2
    await tx
      .insertInto("platform.import_row")
      .values({
        import_id: run.id,
        line: line - 1,
        cells: run.header,
      })
      .execute()
    await updateImport(tx, run.id, { header: null, rows: run.rows + 1 }, at)
    return null
  }
  const [first] = await rowsOf(tx, run.id, 0, 1)
  if (!first || run.rows < 2) return null
  await tx.deleteFrom("platform.import_row").where("import_id", "=", run.id).where("line", "=", first.line).execute()
  await updateImport(tx, run.id, { header: first.cells, rows: run.rows - 1 }, at)
  return first.cells
}

export type StoredRow = Awaited<ReturnType<typeof rowsOf>>[number]
type Which = { outcome?: Outcome[] | undefined; traced?: boolean; kept?: boolean }

/** Rows of an import after a line, in the order of the file. */
export const rowsOf = (db: Db, id: number, after: number, limit: number, which: Which = {}) =>
  db
    .selectFrom("platform.import_row")
    .select([
      "line",
      "cells",
      "outcome",
      "saved",
      "label",
      "subject_id as subjectId",
      "why",
      "changes",
      "creates",
      "trace",
      "kept",
    ])
    .where("import_id", "=", id)
    .where("line", ">", after)
    .$if(which.outcome !== undefined, (q) => q.where("outcome", "in", which.outcome!))
    .$if(which.traced === true, (q) => q.where("trace", "is not", null))
    .$if(which.kept === true, (q) => q.where("kept", "is not", null))
    .orderBy("line")
    .limit(limit)
    .execute()

/** Writes what came of rows. */
export async function writeTaken(tx: Tx, id: number, taken: Taken[], saved: boolean): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  const part = <T>(of: (row: Taken) => T) => taken.map(of)
  const fresh = (row: Taken) => (row.outcome === "new" || row.outcome === "change" ? row : undefined)
  await sql`
    UPDATE platform.import_row AS r SET outcome = g.outcome, saved = g.saved, label = g.label,
      subject_id = g.subject_id, why = g.why, changes = g.changes, creates = g.creates, trace = g.trace
    FROM unnest(${part(({ line }) => line)}::int[], ${part(({ outcome }) => outcome)}::text[],
      ${part((row) => saved && fresh(row) !== undefined)}::boolean[], ${part(({ label }) => label.slice(0, 500))}::text[],
      ${part((row) => ("id" in row && row.id !== undefined ? String(row.id) : null))}::text[],
      ${part((row) => json(row.outcome === "refused" ? row.why : undefined))}::jsonb[],
      ${part((row) => json(fresh(row)?.changes))}::jsonb[], ${part((row) => fresh(row)?.creates ?? "")}::text[],
      ${part((row) => json(fresh(row)?.trace))}::jsonb[])
      AS g (line, outcome, saved, label, subject_id, why, changes, creates, trace)
    WHERE r.import_id = ${id} AND r.line = g.line`.execute(tx)
}

/**
 * Says whose keys these are now; a row that shares one with an earlier row of the file claims nothing.
 * @returns line → that earlier line
 */
export async function claimKeys(tx: Tx, id: number, taken: Taken[]): Promise<Map<number, number>> {
  const asked = taken.flatMap(({ keys, heeds = [] }) => [...keys, ...heeds])
  const { rows } = await sql<{ key: string; line: number }>`
    SELECT key, line FROM platform.import_key WHERE import_id = ${id} AND key = ANY(${asked})`.execute(tx)
  const first = new Map(rows.map(({ key, line }) => [key, line]))
  const repeated = new Map<number, number>()
  const claimed = new Map<string, number>()
  for (const { line, keys, marks = [], heeds = [] } of taken) {
    const earlier = [...keys, ...heeds].map((key) => first.get(key)).find((at) => at !== undefined)
    if (earlier !== undefined) repeated.set(line, earlier)
    else
      for (const key of [...keys, ...marks])
        if (key && !first.has(key)) {
          first.set(key, line)
          claimed.set(key, line)
        }
  }
  await sql`INSERT INTO platform.import_key (import_id, key, line)
    SELECT ${id}, key, line FROM unnest(${[...claimed.keys()]}::text[], ${[...claimed.values()]}::int[]) AS g (key, line)
    ON CONFLICT DO NOTHING`.execute(tx)
  return repeated
}

/** Says of rows that were taken back what was kept. */
export async function writeKept(tx: Tx, id: number, lines: number[], kept: Kept[]): Promise<void> {
  const why = new Map(kept.map((row) => [row.line, JSON.stringify(row.why)]))
  await sql`UPDATE platform.import_row AS r SET kept = g.kept, trace = NULL
    FROM unnest(${lines}::int[], ${lines.map((line) => why.get(line) ?? null)}::jsonb[]) AS g (line, kept)
    WHERE r.import_id = ${id} AND r.line = g.line`.execute(tx)
}

export type Counts = Record<Outcome | "kept", number>

/** How many rows came to what. */
export async function countsOf(db: Db, ids: number[]): Promise<Map<number, Counts>> {
  const counts = new Map(
    ids.map((id): [number, Counts] => [id, { new: 0, change: 0, same: 0, skip: 0, refused: 0, kept: 0 }]),
  )
  if (!ids.length) return counts
  const rows = await db
    .selectFrom("platform.import_row")
    .select(["import_id as id", "outcome"])
    .select((eb) => [eb.fn.countAll<number>().as("n"), eb.fn.count<number>("kept").as("kept")])
    .where("import_id", "in", ids)
    .groupBy(["import_id", "outcome"])
    .execute()
  for (const { id, outcome, n, kept } of rows) {
    const of = counts.get(id)!
    if (outcome) of[outcome] = Number(n)
    of.kept += Number(kept)
  }
  return counts
}

/** Names of what will be added beside the rows themselves, such as territories. */
export async function createdNames(db: Db, id: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("platform.import_row")
    .select("creates")
    .distinct()
    .where("import_id", "=", id)
    .where("creates", "<>", "")
    .orderBy("creates")
    .limit(limit)
    .execute()
  return rows.map(({ creates }) => creates)
}

const atWork = (db: Db) =>
  db.selectFrom("platform.import").select("id").where("state", "in", ["checking", "running", "undoing"])

/** Imports whose work stands still: the process that did it is gone. */
export const standingStill = async (db: Db, before: Date): Promise<number[]> =>
  (await atWork(db).where("moved_at", "<", before).execute()).map(({ id }) => id)

/** Whether an import has done something since: what can wait gives way to it. */
export const importMoves = async (db: Db, since: Date): Promise<boolean> =>
  Boolean(await atWork(db).where("moved_at", ">=", since).limit(1).executeTakeFirst())

/** Removes imports of these kinds older than that, row by row: what came of them stays in the journal of each card. */
export async function forgetImports(tx: Tx, kinds: string[], before: Date): Promise<void> {
  await sql`DELETE FROM platform.import WHERE created_at < ${before} AND kind = ANY(${kinds})`.execute(tx)
}
