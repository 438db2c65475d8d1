import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE platform.outgoing_mail
      ADD CONSTRAINT outgoing_mail_reply_route CHECK (reply_route ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(reply_route) <= 32)`.execute(
    db,
  )
  // How far a mailbox has been read: messages up to last_uid are done with, as long as uid_validity stays (RFC 9051, 2.3.1.1).
  await sql`
    CREATE TABLE platform.mailbox (
      address text PRIMARY KEY,
      uid_validity bigint,
      last_uid bigint NOT NULL DEFAULT 0,
      checked_at timestamptz,
      trouble text,
      trouble_since timestamptz,
      CHECK ((trouble IS NULL) = (trouble_since IS NULL))
    )`.execute(db)
  // body_text is what was written now, full_text has what it quotes as well.
  await sql`
    CREATE TABLE platform.incoming_mail (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      message_id text NOT NULL UNIQUE,
      from_address text NOT NULL,
      from_name text NOT NULL,
      subject text NOT NULL,
      body_text text NOT NULL,
      full_text text NOT NULL,
      received_at timestamptz NOT NULL,
      taken_at timestamptz NOT NULL,
      route text,
      not_kept text[] NOT NULL,
      trouble text CHECK (trouble IN ('too_large', 'unreadable'))
    )`.execute(db)
  await sql`CREATE INDEX incoming_mail_without_route ON platform.incoming_mail (id DESC) WHERE route IS NULL`.execute(
    db,
  )
  await sql`CREATE INDEX incoming_mail_taken ON platform.incoming_mail (taken_at)`.execute(db)
}
