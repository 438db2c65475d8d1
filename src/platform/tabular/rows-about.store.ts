import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "./tables.ts"

/** Rows of files that are about one thing, with the headings of their files; they are kept for a while only. */
export const rowsAbout = (db: Db, kind: string, id: string) =>
  db
    .selectFrom("platform.import_row as r")
    .innerJoin("platform.import as i", "i.id", "r.import_id")
    .select(["i.created_at as at", "i.file_name as fileName", "i.header", "r.line", "r.cells"])
    .where("r.subject_id", "=", id)
    .where("i.kind", "=", kind)
    .orderBy("i.id")
    .orderBy("r.line")
    .limit(1000)
    .execute()

/** Empties rows of this kind that bear a name and found no card: of somebody who is erased nothing is to be left. */
export async function forgetRowsNamed(tx: Tx, kind: string, label: string): Promise<void> {
  await sql`
    UPDATE platform.import_row AS r SET cells = '{}', label = '', why = NULL, changes = NULL
    FROM platform.import AS i
    WHERE i.id = r.import_id AND i.kind = ${kind} AND r.subject_id IS NULL AND lower(r.label) = lower(${label})`.execute(
    tx,
  )
}
