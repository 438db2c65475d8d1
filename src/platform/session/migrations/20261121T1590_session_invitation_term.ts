import { type Kysely, sql } from "kysely"

/** An invitation may give its role between two days only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE platform.invitation
      ADD COLUMN grant_from timestamptz,
      ADD COLUMN grant_until timestamptz,
      ADD CHECK (grant_until > grant_from)`.execute(db)
}
