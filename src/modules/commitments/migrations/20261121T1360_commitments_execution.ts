import { type Kysely, sql } from "kysely"

/** Reports on the execution of a resolution: when each request was written down, and to whom reports were sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A report as of a day that was made earlier does not know of what was entered later about that day.
  await sql`ALTER TABLE commitments.request ADD at timestamptz`.execute(db)
  await sql`UPDATE commitments.request SET at = asked_on::timestamptz`.execute(db)
  await sql`ALTER TABLE commitments.request ALTER at SET NOT NULL, ALTER at SET DEFAULT now()`.execute(db)
  await sql`
    CREATE TABLE commitments.report_sending (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      territory_id bigint REFERENCES registry.territory (id),
      on_day date NOT NULL,
      -- What was entered after this instant is not in the report.
      known_at timestamptz NOT NULL,
      -- The report tells of this addressee alone.
      recipient_id bigint REFERENCES commitments.recipient (id) ON DELETE CASCADE,
      text text NOT NULL,
      dated date NOT NULL,
      user_id uuid
    )`.execute(db)
  await sql`CREATE INDEX report_sending_resolution ON commitments.report_sending (resolution_id, id DESC)`.execute(db)
  await sql`CREATE INDEX report_sending_territory ON commitments.report_sending (territory_id, id DESC)`.execute(db)
  await sql`
    CREATE TABLE commitments.report_recipient (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      sending_id bigint NOT NULL REFERENCES commitments.report_sending (id) ON DELETE CASCADE,
      letter_id bigint REFERENCES commitments.letter (id) ON DELETE CASCADE,
      party_id bigint REFERENCES registry.party (id),
      name text NOT NULL,
      email text NOT NULL DEFAULT '',
      expires_at timestamptz NOT NULL,
      received_on date,
      received_at timestamptz,
      -- How the receipt is known: by the link, or as the coordinator was told.
      received_by text CHECK (received_by IN ('link', 'paper', 'phone', 'meeting', 'email')),
      receiver_name text NOT NULL DEFAULT '',
      receiver_post text NOT NULL DEFAULT '',
      their_number text NOT NULL DEFAULT '',
      noted_by uuid,
      CHECK ((received_on IS NULL) = (received_at IS NULL AND received_by IS NULL))
    )`.execute(db)
  await sql`CREATE INDEX report_recipient_sending ON commitments.report_recipient (sending_id, id)`.execute(db)
  await sql`CREATE INDEX report_recipient_letter ON commitments.report_recipient (letter_id)`.execute(db)
  // What earlier resolutions left undone, offered to the next draft of the same territory: the worst first.
  const undone = (name: string, columns: string, where: string) =>
    sql`CREATE INDEX ${sql.raw(name)} ON commitments.request (${sql.raw(columns)}) WHERE ${sql.raw(where)}`.execute(db)
  await undone("request_undone_due", "territory_id, term_on, id", "stage = 'accepted'")
  await undone("request_undone_declined", "territory_id, id", "stage = 'declined'")
  await undone("request_undone_asked", "territory_id, asked_on, id", "stage = 'asked'")
  await undone("request_undone_waiting", "territory_id, id", "stage IN ('received', 'reported')")
  await undone("request_declined", "id", "stage = 'declined'")
  await undone("request_waiting", "id", "stage IN ('received', 'reported')")
}
