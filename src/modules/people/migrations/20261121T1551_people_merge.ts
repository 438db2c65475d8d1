import { type Kysely, sql } from "kysely"

/**
 * Two cards of one person: one of them goes into the other and can come back. All of it lies in a row of the survivor:
 * it is shown to the person and erased with it, and no list, count or round meets it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.merge (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      merged_id uuid NOT NULL UNIQUE,
      user_id uuid,
      at timestamptz NOT NULL,
      taken text[] NOT NULL,
      before jsonb NOT NULL,
      merged jsonb NOT NULL,
      aside jsonb NOT NULL,
      moved jsonb NOT NULL
    )`.execute(db)
  await sql`COMMENT ON COLUMN people.merge.merged IS 'the row of the card that went'`.execute(db)
  await sql`COMMENT ON COLUMN people.merge.aside IS 'its rows that the survivor has the like of, by table'`.execute(db)
  await sql`COMMENT ON COLUMN people.merge.moved IS 'keys of the rows that went over, by table and column'`.execute(db)
  await sql`CREATE INDEX merge_person ON people.merge (person_id, number)`.execute(db)
}
