import { type Kysely, sql } from "kysely"

/** A visitor who tells of a mistake may leave an address for the answer; it goes with the decision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.suggestion ADD email text NOT NULL DEFAULT ''`.execute(db)
  await sql`ALTER TABLE registry.suggestion ADD CHECK (email = '' OR user_id IS NULL)`.execute(db)
}
