import { type RawBuilder, sql } from "kysely"
import { returnNumbers } from "#platform/counter.ts"
import type { Tx } from "#platform/db.ts"
import { dropQueued } from "#platform/delivery/outbox.store.ts"
import { attachmentsOfAll, removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import "../tables.ts"

/**
 * Deletes all that was asked, answered, written and sent in these resolutions of the example, with its files, so that
 * they can go. What hangs on a resolution or an item alone (who follows it, comments, reports) goes with that.
 */
export async function removeDemoRequests(tx: Tx, resolutionIds: number[], now: Date): Promise<void> {
  if (!resolutionIds.length) return
  const of = sql`resolution_id = ANY(${resolutionIds})`
  const ids = async (rows: RawBuilder<{ id: number }>) => (await rows.execute(tx)).rows.map(({ id }) => id)
  const requests = await ids(sql`SELECT id FROM commitments.request WHERE ${of}`)
  const recipients = await ids(sql`SELECT id FROM commitments.recipient WHERE ${of}`)
  const acts = await ids(sql`SELECT id FROM commitments.act WHERE request_id = ANY(${requests})`)
  const replies = await ids(sql`SELECT id FROM commitments.mail_reply WHERE recipient_id = ANY(${recipients})`)
  const reports = await ids(sql`SELECT id FROM commitments.report_sending WHERE ${of}`)
  // A reply to a letter of the example is of the example, too.
  const letters = await ids(sql`
    WITH RECURSIVE own AS (
      SELECT id FROM commitments.letter
        WHERE ${of} OR request_id = ANY(${requests}) OR recipient_id = ANY(${recipients})
      UNION SELECT l.id FROM commitments.letter l JOIN own ON l.reply_to = own.id)
    SELECT id FROM own`)
  await dropQueued(
    tx,
    recipients.map((id) => `answer-${id}`),
  )
  const files = { act: acts, answer_draft: requests, letter: letters, mail_reply: replies, report_sending: reports }
  await removeFiles(tx, now, files)
  const steps = [
    sql`DELETE FROM commitments.mail_reply WHERE id = ANY(${replies})`,
    sql`DELETE FROM commitments.reminded WHERE request_id = ANY(${requests})`,
    sql`DELETE FROM commitments.reminder WHERE recipient_id = ANY(${recipients})`,
    sql`DELETE FROM commitments.report_sending WHERE id = ANY(${reports})`,
    sql`UPDATE commitments.letter SET replied_by = NULL WHERE replied_by = ANY(${letters})`,
    sql`DELETE FROM commitments.letter WHERE id = ANY(${letters})`,
    sql`DELETE FROM commitments.step WHERE request_id = ANY(${requests})`,
    sql`DELETE FROM commitments.act WHERE id = ANY(${acts})`,
    sql`DELETE FROM commitments.request WHERE id = ANY(${requests})`,
    sql`DELETE FROM commitments.recipient WHERE id = ANY(${recipients})`,
  ]
  const series = await sql<{ direction: "in" | "out"; year: number }>`
    SELECT DISTINCT direction, year FROM commitments.letter WHERE id = ANY(${letters})`.execute(tx)
  for (const step of steps) await step.execute(tx)
  for (const { direction, year } of series.rows) {
    const { rows } = await sql<{ last: number }>`
      SELECT coalesce(max(number), 0) AS last FROM commitments.letter WHERE direction = ${direction} AND year = ${year}
      `.execute(tx)
    await returnNumbers(tx, `${direction === "in" ? "incoming" : "letter"} ${year}`, rows[0]!.last)
  }
}

async function removeFiles(tx: Tx, now: Date, of: Record<string, number[]>): Promise<void> {
  for (const [kind, ids] of Object.entries(of))
    for (const id of (await attachmentsOfAll(tx, kind, ids)).keys()) await removeAttachmentsOf(tx, { kind, id }, now)
}
