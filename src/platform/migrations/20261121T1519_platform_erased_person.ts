import { type Kysely, sql } from "kysely"

/** Whose data were erased; modules that keep people delete theirs by a trigger of their own on it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE platform.erased_person (person_id uuid PRIMARY KEY, at timestamptz NOT NULL)`.execute(db)
}
