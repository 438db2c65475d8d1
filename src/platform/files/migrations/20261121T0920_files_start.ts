import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.blob (
      sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
      size bigint NOT NULL,
      media_type text NOT NULL,
      created_at timestamptz NOT NULL
    )`.execute(db)
  // Without a subject: stored, and waiting for the command that will say what it belongs to.
  await sql`
    CREATE TABLE platform.attachment (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      sha256 bytea NOT NULL REFERENCES platform.blob (sha256),
      name text NOT NULL,
      subject_kind text,
      subject_id text,
      audience text NOT NULL CHECK (audience IN ('public', 'members', 'staff')),
      uploaded_by uuid,
      at timestamptz NOT NULL,
      removed_at timestamptz,
      CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
    )`.execute(db)
  await sql`CREATE INDEX attachment_blob ON platform.attachment (sha256)`.execute(db)
  await sql`CREATE INDEX attachment_subject ON platform.attachment (subject_kind, subject_id, at)`.execute(db)
}
