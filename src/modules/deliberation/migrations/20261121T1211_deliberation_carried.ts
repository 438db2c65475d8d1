import { type Kysely, sql } from "kysely"

/** An item may go on with one of an earlier resolution that was left undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE deliberation.item
      ADD COLUMN carried_from bigint REFERENCES deliberation.item (id) ON DELETE SET NULL`.execute(db)
  await sql`
    CREATE INDEX item_carried ON deliberation.item (carried_from) WHERE carried_from IS NOT NULL`.execute(db)
}
