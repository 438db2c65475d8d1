import { sql } from "kysely"
import type { Db } from "#platform/db.ts"

/**
 * All rows of this module that belong to a person, by table: whatever table has a column `person_id`, also one that
 * comes later. Nothing can be forgotten in the archive that a person asks for.
 */
export async function everythingOf(db: Db, personId: string): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'people' AND column_name = 'person_id' ORDER BY 1`.execute(db)
  const kept: Record<string, unknown[]> = {}
  const own = await sql<Record<string, unknown>>`SELECT * FROM people.person WHERE id = ${personId}`.execute(db)
  kept.person = own.rows
  for (const { name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT * FROM ${sql.table(`people.${name}`)} WHERE person_id = ${personId}`.execute(db)
    if (rows.length) kept[name] = rows
  }
  return kept
}
