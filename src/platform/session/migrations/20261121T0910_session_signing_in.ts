import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.password (
      user_id uuid PRIMARY KEY REFERENCES platform.app_user (id),
      hash text NOT NULL,
      changed_at timestamptz NOT NULL
    )`.execute(db)
  await sql`
    CREATE TABLE platform.invitation (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      token_hash bytea NOT NULL UNIQUE,
      is_first boolean NOT NULL DEFAULT false,
      role text NOT NULL,
      scope_kind text NOT NULL DEFAULT 'installation',
      scope_id bigint,
      email text CHECK (email = lower(email)),
      created_at timestamptz NOT NULL,
      created_by uuid REFERENCES platform.app_user (id),
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      accepted_at timestamptz,
      accepted_by uuid REFERENCES platform.app_user (id),
      CHECK ((scope_kind = 'installation') = (scope_id IS NULL))
    )`.execute(db)
  await sql`CREATE INDEX invitation_created ON platform.invitation (created_at DESC)`.execute(db)
  // A visit on its way to a session: which browser (by the hash of its cookie), to whom, what is still asked of it.
  await sql`
    CREATE TABLE platform.sign_in_step (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      token_hash bytea NOT NULL UNIQUE,
      kind text NOT NULL CHECK (kind IN ('code', 'second', 'new_password')),
      purpose text NOT NULL CHECK (purpose IN ('sign_in', 'password')),
      email text,
      user_id uuid REFERENCES platform.app_user (id),
      method text NOT NULL,
      code_hash bytea,
      tries int NOT NULL DEFAULT 0,
      next text NOT NULL DEFAULT '/',
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    )`.execute(db)
  await sql`CREATE INDEX sign_in_step_expires ON platform.sign_in_step (expires_at)`.execute(db)
  await sql`
    CREATE TABLE platform.totp (
      user_id uuid PRIMARY KEY REFERENCES platform.app_user (id),
      sealed_secret bytea NOT NULL,
      created_at timestamptz NOT NULL,
      confirmed_at timestamptz,
      last_step bigint NOT NULL DEFAULT 0
    )`.execute(db)
  await sql`
    CREATE TABLE platform.recovery_code (
      user_id uuid NOT NULL REFERENCES platform.app_user (id),
      code_hash bytea NOT NULL,
      used_at timestamptz,
      PRIMARY KEY (user_id, code_hash)
    )`.execute(db)
  await sql`
    CREATE TABLE platform.passkey (
      id text PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES platform.app_user (id),
      name text NOT NULL,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      transports text[] NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL,
      used_at timestamptz
    )`.execute(db)
  await sql`CREATE INDEX passkey_user ON platform.passkey (user_id, created_at)`.execute(db)
  await sql`
    CREATE TABLE platform.challenge (
      challenge text PRIMARY KEY,
      user_id uuid REFERENCES platform.app_user (id),
      expires_at timestamptz NOT NULL
    )`.execute(db)
  // Lost at a crash without harm, so it is kept out of the write-ahead log.
  await sql`
    CREATE UNLOGGED TABLE platform.throttle (
      bucket text PRIMARY KEY,
      hits int NOT NULL,
      at timestamptz NOT NULL,
      blocked_until timestamptz
    )`.execute(db)
  await sql`CREATE INDEX app_user_name ON platform.app_user (name, id)`.execute(db)
  await sql`CREATE INDEX api_token_user ON platform.api_token (user_id, created_at DESC)`.execute(db)
}
