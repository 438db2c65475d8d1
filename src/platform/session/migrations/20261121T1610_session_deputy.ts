import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE platform.app_grant
      ADD COLUMN deputy_of bigint REFERENCES platform.app_grant (id),
      ADD CHECK (deputy_of IS NULL OR until_at IS NOT NULL)`.execute(db)
  await sql`CREATE INDEX app_grant_deputy ON platform.app_grant (deputy_of) WHERE deputy_of IS NOT NULL`.execute(db)
}
