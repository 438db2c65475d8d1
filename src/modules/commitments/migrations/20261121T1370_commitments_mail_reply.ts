import { type Kysely, sql } from "kysely"

/** Answers that came by e-mail and wait for the coordinator: what mail forgets after 90 days is kept here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE commitments.mail_reply (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      recipient_id bigint NOT NULL REFERENCES commitments.recipient (id),
      territory_id bigint REFERENCES registry.territory (id),
      -- One message, one row; the message itself is forgotten before this.
      incoming_mail_id bigint NOT NULL UNIQUE,
      from_name text NOT NULL,
      from_address text NOT NULL,
      subject text NOT NULL,
      body_text text NOT NULL,
      full_text text NOT NULL,
      not_kept text[] NOT NULL,
      received_at timestamptz NOT NULL,
      on_day date NOT NULL,
      taken_at timestamptz,
      taken_by uuid,
      act_ids jsonb NOT NULL DEFAULT '[]',
      dismissed_at timestamptz,
      dismissed_by uuid,
      reason text NOT NULL DEFAULT '',
      state text NOT NULL GENERATED ALWAYS AS (CASE WHEN taken_at IS NOT NULL THEN 'taken'
        WHEN dismissed_at IS NOT NULL THEN 'dismissed' ELSE 'waiting' END) STORED,
      CHECK (taken_at IS NULL OR (dismissed_at IS NULL AND act_ids <> '[]'))
    )`.execute(db)
  await sql`CREATE INDEX mail_reply_state ON commitments.mail_reply (state, id DESC)`.execute(db)
  await sql`CREATE INDEX mail_reply_territory ON commitments.mail_reply (territory_id, state, id DESC)`.execute(db)
  await sql`CREATE INDEX mail_reply_recipient ON commitments.mail_reply (recipient_id, id DESC)`.execute(db)
  await sql`CREATE INDEX mail_reply_dismissed ON commitments.mail_reply (dismissed_at)
    WHERE dismissed_at IS NOT NULL`.execute(db)
}
