import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.outgoing_mail (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      to_address text NOT NULL,
      subject text NOT NULL,
      body_text text NOT NULL,
      purpose text NOT NULL,
      holds_secret boolean NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      state text NOT NULL CHECK (state IN ('queued', 'sent', 'kept', 'failed')),
      attempts int NOT NULL DEFAULT 0,
      sent_at timestamptz,
      error text
    )`.execute(db)
  await sql`CREATE INDEX outgoing_mail_state ON platform.outgoing_mail (state, id DESC)`.execute(db)
}
