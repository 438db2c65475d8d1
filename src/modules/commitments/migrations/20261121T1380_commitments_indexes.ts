import { type Kysely, sql } from "kysely"

/** What the list of requests is read out of at a hundred thousand of them; indexes that were there twice go. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Without an answer for long, whether or not it was said to be considered: one list, the longest wait first.
  await sql`CREATE INDEX request_quiet ON commitments.request (asked_on, id)
    WHERE stage IN ('asked', 'received')`.execute(db)
  // The same as request_due_in and request_silent_in.
  await sql`DROP INDEX commitments.request_undone_due, commitments.request_undone_asked`.execute(db)
}
