import { type Kysely, sql } from "kysely"

/** A second record of one and the same, after two cards were merged: it waits for them to be parted again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE people.affiliation ADD aside boolean NOT NULL DEFAULT false`.execute(db)
  await sql`COMMENT ON COLUMN people.affiliation.aside IS 'stayed with a merged card, because the other one has the same; shown nowhere'`.execute(
    db,
  )
}
