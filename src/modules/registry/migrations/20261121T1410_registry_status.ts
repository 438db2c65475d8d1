import { type Kysely, sql } from "kysely"

/** What organisations are recognised as, since when, until when and by which decision; one that ended stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.party_status (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      party_id bigint NOT NULL REFERENCES registry.party (id) ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind <> ''),
      from_on date,
      until_on date CHECK (until_on >= from_on),
      proof text NOT NULL CHECK (proof <> ''),
      link text NOT NULL DEFAULT '',
      institution_id bigint REFERENCES registry.party (id) ON DELETE SET NULL,
      ended_why text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`COMMENT ON COLUMN registry.party_status.until_on IS 'the last day in force; null without a term'`.execute(
    db,
  )
  await sql`CREATE INDEX party_status_party ON registry.party_status (party_id)`.execute(db)
  await sql`CREATE INDEX party_status_kind ON registry.party_status (kind, party_id)`.execute(db)
  await sql`CREATE INDEX party_status_institution ON registry.party_status (institution_id) WHERE institution_id IS NOT NULL`.execute(
    db,
  )
}
