import { type Kysely, sql } from "kysely"

/** What an organisation or a body says of itself to everybody, and its documents. Contact data of the staff stay where they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.party_profile (
      party_id bigint PRIMARY KEY REFERENCES registry.party (id) ON DELETE CASCADE,
      version int NOT NULL DEFAULT 1,
      mission text NOT NULL DEFAULT '',
      about text NOT NULL DEFAULT '',
      public_email text NOT NULL DEFAULT '',
      public_phone text NOT NULL DEFAULT '',
      public_address text NOT NULL DEFAULT '',
      opening_hours text NOT NULL DEFAULT '',
      links text NOT NULL DEFAULT '',
      logo uuid,
      logo_alt text NOT NULL DEFAULT '',
      trusted boolean NOT NULL DEFAULT false
    )`.execute(db)
  await sql`COMMENT ON COLUMN registry.party_profile.links IS 'a line for each: words, then an address'`.execute(db)
  await sql`COMMENT ON COLUMN registry.party_profile.trusted IS 'its representative changes these texts without a coordinator'`.execute(
    db,
  )
  await sql`
    CREATE TABLE registry.party_document (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      party_id bigint NOT NULL REFERENCES registry.party (id) ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind <> ''),
      title text NOT NULL CHECK (title <> ''),
      dated_on date,
      audience text NOT NULL CHECK (audience IN ('public', 'staff', 'offered')),
      file uuid NOT NULL,
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX party_document_party ON registry.party_document (party_id, dated_on DESC NULLS LAST, id DESC)`.execute(
    db,
  )
}
