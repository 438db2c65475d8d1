import { type Kysely, sql } from "kysely"

/** How requests are watched: when letters go, what the council decided about comparisons, whom we reminded and of what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE commitments.rule ADD send_hour integer NOT NULL DEFAULT 9 CHECK (send_hour BETWEEN 6 AND 17)`.execute(
    db,
  )
  // Whether bodies may be compared in public is for the council to say: each of its decisions with its date.
  await sql`
    CREATE TABLE commitments.comparison_decision (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      allowed boolean NOT NULL,
      decided_on date NOT NULL,
      basis text NOT NULL DEFAULT '',
      at timestamptz NOT NULL,
      user_id uuid
    )`.execute(db)
  // One letter to one recipient on one day. Paper waits, with closed_at empty, until it is printed or has become moot.
  await sql`
    CREATE TABLE commitments.reminder (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      recipient_id bigint NOT NULL REFERENCES commitments.recipient (id),
      territory_id bigint REFERENCES registry.territory (id),
      kind text NOT NULL CHECK (kind IN ('reminder', 'escalation')),
      on_day date NOT NULL,
      channel text NOT NULL CHECK (channel IN ('email', 'paper')),
      mail_id bigint,
      letter_id bigint REFERENCES commitments.letter (id),
      by_hand boolean NOT NULL,
      user_id uuid,
      at timestamptz NOT NULL,
      closed_at timestamptz,
      UNIQUE (recipient_id, kind, on_day)
    )`.execute(db)
  await sql`CREATE INDEX recipient_revoked ON commitments.recipient (id) WHERE revoked_at IS NOT NULL`.execute(db)
  await sql`CREATE INDEX reminder_territory ON commitments.reminder (territory_id, id DESC)`.execute(db)
  await sql`CREATE INDEX reminder_letter ON commitments.reminder (letter_id) WHERE letter_id IS NOT NULL`.execute(db)
  await sql`CREATE INDEX reminder_paper ON commitments.reminder (id)
    WHERE channel = 'paper' AND closed_at IS NULL`.execute(db)
  // What a reminder was about; term_on only where the term is the matter, so that a new term is reminded of anew.
  await sql`
    CREATE TABLE commitments.reminded (
      reminder_id bigint NOT NULL REFERENCES commitments.reminder (id),
      request_id bigint NOT NULL REFERENCES commitments.request (id),
      kind text NOT NULL,
      alarm text NOT NULL CHECK (alarm IN ('silent', 'soon', 'overdue', 'no_term')),
      term_on date,
      on_day date NOT NULL,
      PRIMARY KEY (request_id, reminder_id)
    )`.execute(db)
  await sql`CREATE INDEX reminded_reminder ON commitments.reminded (reminder_id)`.execute(db)
  // Each working day's round, once it is over.
  await sql`
    CREATE TABLE commitments.round (
      day date PRIMARY KEY,
      finished_at timestamptz NOT NULL,
      due integer NOT NULL,
      mailed integer NOT NULL,
      paper integer NOT NULL
    )`.execute(db)
}
