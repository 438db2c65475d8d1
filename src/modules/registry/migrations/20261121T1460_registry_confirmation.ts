import { type Kysely, sql } from "kysely"

/** When somebody last said that a card is right, and the letters that ask for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.party ADD confirmed_on date, ADD unconfirmed_on date`.execute(db)
  await sql`COMMENT ON COLUMN registry.party.unconfirmed_on IS 'since when a confirmation is wanted and does not come'`.execute(
    db,
  )
  await sql`CREATE INDEX party_unconfirmed ON registry.party (nature, folded_name)
    WHERE unconfirmed_on IS NOT NULL`.execute(db)
  await sql`
    CREATE TABLE registry.confirmation (
      party_id bigint PRIMARY KEY REFERENCES registry.party (id) ON DELETE CASCADE,
      generation integer NOT NULL DEFAULT 1,
      email text NOT NULL,
      asked_on date NOT NULL,
      reminded_on date,
      answer text CHECK (answer IN ('right', 'changed', 'over')),
      answered_at timestamptz,
      CHECK ((answer IS NULL) = (answered_at IS NULL))
    )`.execute(db)
  await sql`COMMENT ON TABLE registry.confirmation IS 'The last letter about a card; a new one makes its link another'`.execute(
    db,
  )
  await sql`CREATE INDEX confirmation_waiting ON registry.confirmation (asked_on)
    WHERE answered_at IS NULL AND reminded_on IS NULL`.execute(db)
  await sql`
    CREATE TABLE registry.confirmation_rule (
      id boolean PRIMARY KEY DEFAULT true CHECK (id),
      organisation_months integer NOT NULL DEFAULT 12 CHECK (organisation_months BETWEEN 0 AND 60),
      person_months integer NOT NULL DEFAULT 12 CHECK (person_months BETWEEN 0 AND 60)
    )`.execute(db)
  await sql`INSERT INTO registry.confirmation_rule DEFAULT VALUES`.execute(db)
}
