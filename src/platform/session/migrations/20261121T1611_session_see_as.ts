import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE platform.session
      ADD COLUMN seen_as uuid REFERENCES platform.app_user (id),
      ADD COLUMN seen_until timestamptz,
      ADD CHECK ((seen_as IS NULL) = (seen_until IS NULL))`.execute(db)
}
