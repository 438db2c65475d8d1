import { type Kysely, sql } from "kysely"

/** An amendment may add an item. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE deliberation.amendment_change
      DROP CONSTRAINT amendment_change_field_check,
      ADD CONSTRAINT amendment_change_field_check
        CHECK (field IN ('text', 'deadline', 'term', 'removed', 'added'))`.execute(db)
}
