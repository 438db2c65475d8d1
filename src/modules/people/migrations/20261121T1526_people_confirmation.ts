import { type Kysely, sql } from "kysely"

/** When a person last said that the card is right, and the letters that ask for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE people.person ADD confirmed_on date, ADD unconfirmed_on date`.execute(db)
  await sql`COMMENT ON COLUMN people.person.unconfirmed_on IS 'since when a confirmation is wanted and does not come'`.execute(
    db,
  )
  await sql`CREATE INDEX person_unconfirmed ON people.person (folded_name, id)
    WHERE unconfirmed_on IS NOT NULL`.execute(db)
  await sql`
    CREATE TABLE people.confirmation (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL UNIQUE REFERENCES people.person (id) ON DELETE CASCADE,
      guardian_id bigint REFERENCES people.guardian (id) ON DELETE CASCADE,
      generation integer NOT NULL DEFAULT 1,
      email text NOT NULL,
      asked_on date NOT NULL,
      reminded_on date,
      answer text CHECK (answer IN ('right', 'changed', 'over')),
      answered_at timestamptz,
      words text NOT NULL DEFAULT '',
      settled_at timestamptz,
      CHECK ((answer IS NULL) = (answered_at IS NULL)),
      CHECK (settled_at IS NULL OR answer IN ('changed', 'over'))
    )`.execute(db)
  await sql`COMMENT ON TABLE people.confirmation IS 'The last letter about a card, to the person or a guardian; a new one makes its link another'`.execute(
    db,
  )
  await sql`CREATE INDEX confirmation_guardian ON people.confirmation (guardian_id)`.execute(db)
  await sql`CREATE INDEX confirmation_waiting ON people.confirmation (asked_on)
    WHERE answered_at IS NULL AND reminded_on IS NULL`.execute(db)
  await sql`CREATE INDEX confirmation_unsettled ON people.confirmation (number)
    WHERE answer IN ('changed', 'over') AND settled_at IS NULL`.execute(db)
}
