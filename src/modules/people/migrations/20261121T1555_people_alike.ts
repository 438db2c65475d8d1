import { type Kysely, sql } from "kysely"

/** Keys by which cards that look alike are found, pairs that look alike, and cards that wait to be compared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.alike_key (
      card_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      key bigint NOT NULL,
      PRIMARY KEY (card_id, key)
    )`.execute(db)
  await sql`CREATE INDEX alike_key_key ON people.alike_key (key)`.execute(db)
  await sql`
    CREATE TABLE people.alike (
      lesser uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      greater uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      score smallint NOT NULL,
      because jsonb NOT NULL,
      lesser_territory bigint,
      greater_territory bigint,
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'different')),
      reason text NOT NULL DEFAULT '',
      decided_by uuid REFERENCES platform.app_user (id),
      decided_at timestamptz,
      PRIMARY KEY (lesser, greater),
      CHECK (lesser < greater)
    )`.execute(db)
  await sql`CREATE INDEX alike_greater ON people.alike (greater)`.execute(db)
  await sql`CREATE INDEX alike_list ON people.alike (state, score, lesser, greater)`.execute(db)
  await sql`CREATE INDEX alike_place ON people.alike (lesser_territory, state)`.execute(db)
  await sql`
    CREATE TABLE people.alike_due (
      card_id uuid PRIMARY KEY REFERENCES people.person (id) ON DELETE CASCADE
    )`.execute(db)
  await sql`INSERT INTO people.alike_due SELECT id FROM people.person`.execute(db)
}
