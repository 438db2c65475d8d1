import { type RawBuilder, sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import "../tables.ts"

/** Deletes all that was asked and answered in these resolutions of the example, so that they can go. */
export async function removeDemoRequests(tx: Tx, resolutionIds: number[]): Promise<void> {
  if (!resolutionIds.length) return
  const ofThem = sql`(SELECT id FROM commitments.request WHERE resolution_id = ANY(${resolutionIds}))`
  const steps: RawBuilder<unknown>[] = [
    sql`UPDATE commitments.letter SET reply_to = NULL WHERE resolution_id = ANY(${resolutionIds}) AND reply_to IS NOT NULL`,
    sql`DELETE FROM commitments.letter WHERE resolution_id = ANY(${resolutionIds})`,
    sql`DELETE FROM commitments.step WHERE request_id IN ${ofThem}`,
    sql`UPDATE commitments.act SET settles = NULL, settled_by = NULL, handed_to = NULL WHERE request_id IN ${ofThem}`,
    sql`DELETE FROM commitments.act WHERE request_id IN ${ofThem}`,
    sql`DELETE FROM commitments.request WHERE resolution_id = ANY(${resolutionIds})`,
    sql`DELETE FROM commitments.recipient WHERE resolution_id = ANY(${resolutionIds})`,
  ]
  for (const step of steps) await step.execute(tx)
}
