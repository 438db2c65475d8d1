import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.outside_identity (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_id uuid NOT NULL REFERENCES platform.app_user (id),
      issuer text NOT NULL,
      subject text NOT NULL,
      name text NOT NULL DEFAULT '',
      linked_at timestamptz NOT NULL,
      used_at timestamptz,
      UNIQUE (issuer, subject)
    )`.execute(db)
  await sql`CREATE INDEX outside_identity_user ON platform.outside_identity (user_id, linked_at)`.execute(db)
  // A browser that was sent out: known by the hashes of what it went with and of its cookie.
  await sql`
    CREATE TABLE platform.outside_errand (
      state_hash bytea PRIMARY KEY,
      browser_hash bytea NOT NULL,
      provider text NOT NULL,
      user_id uuid REFERENCES platform.app_user (id),
      sealed_next bytea NOT NULL,
      expires_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX outside_errand_expires ON platform.outside_errand (expires_at)`.execute(db)
  // Somebody vouched for, without an account yet, in front of the form of one invitation.
  await sql`
    CREATE TABLE platform.outside_arrival (
      browser_hash bytea PRIMARY KEY,
      invitation_hash bytea NOT NULL,
      issuer text NOT NULL,
      subject text NOT NULL,
      name text NOT NULL,
      email text,
      expires_at timestamptz NOT NULL
    )`.execute(db)
}
