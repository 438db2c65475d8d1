import { type Kysely, sql } from "kysely"

/** What somebody wants changed on a card, and what a coordinator said to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.suggestion (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      party_id bigint NOT NULL REFERENCES registry.party (id) ON DELETE CASCADE,
      state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'partly', 'returned', 'withdrawn')),
      user_id uuid,
      changes jsonb NOT NULL DEFAULT '[]',
      words text NOT NULL DEFAULT '',
      remark text NOT NULL DEFAULT '',
      accepted text[] NOT NULL DEFAULT '{}',
      at timestamptz NOT NULL,
      decided_at timestamptz,
      CHECK (words <> '' OR changes <> '[]')
    )`.execute(db)
  await sql`COMMENT ON COLUMN registry.suggestion.changes IS 'fields with the value that was there and the one suggested; none in a report of a mistake'`.execute(
    db,
  )
  await sql`CREATE INDEX suggestion_waiting ON registry.suggestion (id) WHERE state = 'waiting'`.execute(db)
  await sql`CREATE INDEX suggestion_party ON registry.suggestion (party_id, id)`.execute(db)
  await sql`CREATE INDEX suggestion_user ON registry.suggestion (user_id, id)`.execute(db)
}
