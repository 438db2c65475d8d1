import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.claim (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      email text NOT NULL DEFAULT '',
      code_hash bytea UNIQUE,
      created_at timestamptz NOT NULL,
      created_by uuid REFERENCES platform.app_user (id),
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      claimed_at timestamptz,
      claimed_by uuid REFERENCES platform.app_user (id)
    )`.execute(db)
  await sql`CREATE INDEX claim_person ON people.claim (person_id, id)`.execute(db)
}
