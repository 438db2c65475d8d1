import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE people.claim ADD COLUMN party_id bigint REFERENCES registry.party (id) ON DELETE SET NULL`.execute(
    db,
  )
  await sql`COMMENT ON COLUMN people.claim.party_id IS 'whom the owner of the card then speaks for'`.execute(db)
  await sql`
    CREATE TABLE people.application (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('organisation', 'person')),
      state text NOT NULL,
      territory_id bigint REFERENCES registry.territory (id) ON DELETE SET NULL,
      party_id bigint REFERENCES registry.party (id) ON DELETE SET NULL,
      person_id uuid REFERENCES people.person (id) ON DELETE CASCADE,
      name text NOT NULL DEFAULT '',
      inn text NOT NULL DEFAULT '',
      party_kind text NOT NULL DEFAULT '',
      directions bigint[] NOT NULL DEFAULT '{}',
      about text NOT NULL DEFAULT '',
      family_name text NOT NULL,
      given_name text NOT NULL DEFAULT '',
      patronymic text NOT NULL DEFAULT '',
      post text NOT NULL DEFAULT '',
      role text NOT NULL,
      email text NOT NULL,
      phone text NOT NULL DEFAULT '',
      proof text NOT NULL DEFAULT '',
      demo boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL,
      submitted_at timestamptz
    )`.execute(db)
  await sql`CREATE INDEX application_list ON people.application (state, id)`.execute(db)
  await sql`CREATE INDEX application_party ON people.application (party_id, id)`.execute(db)
  await sql`CREATE INDEX application_inn ON people.application (inn) WHERE inn <> ''`.execute(db)
  await sql`CREATE INDEX application_email ON people.application (lower(email))`.execute(db)
  await sql`CREATE INDEX application_demo ON people.application (id) WHERE demo`.execute(db)
  await sql`
    CREATE TABLE people.application_step (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      application_id bigint NOT NULL REFERENCES people.application (id) ON DELETE CASCADE,
      kind text NOT NULL,
      text text NOT NULL DEFAULT '',
      at timestamptz NOT NULL,
      user_id uuid REFERENCES platform.app_user (id)
    )`.execute(db)
  await sql`CREATE INDEX application_step_list ON people.application_step (application_id, id)`.execute(db)
}
