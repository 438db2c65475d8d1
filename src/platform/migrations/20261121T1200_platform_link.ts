import { type Kysely, sql } from "kysely"

/** Whoever holds a link acts without an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE platform.event DROP CONSTRAINT event_actor_kind_check,
      ADD CONSTRAINT event_actor_kind_check CHECK (actor_kind IN ('user', 'system', 'visitor', 'link')) NOT VALID`.execute(
    db,
  )
}
