import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.app_user (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      email text NOT NULL UNIQUE CHECK (email = lower(email)),
      name text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      disabled_at timestamptz
    )`.execute(db)
  await sql`
    CREATE TABLE platform.app_grant (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES platform.app_user (id),
      role text NOT NULL,
      scope_kind text NOT NULL CHECK (scope_kind IN ('installation', 'body', 'organisation', 'territory')),
      scope_id bigint,
      from_at timestamptz NOT NULL,
      until_at timestamptz,
      given_by uuid,
      CHECK ((scope_kind = 'installation') = (scope_id IS NULL))
    )`.execute(db)
  await sql`CREATE INDEX app_grant_user ON platform.app_grant (user_id)`.execute(db)
  await sql`
    CREATE TABLE platform.session (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_id uuid NOT NULL REFERENCES platform.app_user (id),
      token_hash bytea NOT NULL UNIQUE,
      created_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      user_agent text NOT NULL DEFAULT '',
      address text NOT NULL DEFAULT '',
      revoked_at timestamptz
    )`.execute(db)
  await sql`CREATE INDEX session_of_user ON platform.session (user_id, created_at DESC)`.execute(db)
  await sql`
    CREATE TABLE platform.api_token (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_id uuid NOT NULL REFERENCES platform.app_user (id),
      name text NOT NULL,
      token_hash bytea NOT NULL UNIQUE,
      created_at timestamptz NOT NULL,
      used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db)
}
