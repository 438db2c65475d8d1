import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  // once: it is told as `sending` before the attempt, and never tried again where nobody knows how that ended.
  await sql`
    ALTER TABLE platform.outgoing_mail
      ADD COLUMN once boolean NOT NULL DEFAULT false,
      ADD COLUMN headers jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN reply_route text,
      ADD COLUMN files uuid[] NOT NULL DEFAULT '{}',
      ADD COLUMN in_reply_to text,
      DROP CONSTRAINT outgoing_mail_state_check,
      ADD CONSTRAINT outgoing_mail_state_check CHECK (state IN ('queued', 'sending', 'sent', 'kept', 'failed'))`.execute(
    db,
  )
}
