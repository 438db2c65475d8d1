import { type RawBuilder, sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import { testEvent } from "../events.ts"
import "../tables.ts"

/** A job for each row of `made`, with the flags that `webhookJob.busy` names. */
const addJob = sql`graphile_worker.add_job('webhook', json_build_object('id', made.id, 'webhook', made.webhook_id),
  job_key => 'webhook:' || made.id, flags => ARRAY['webhook', 'webhook:' || made.webhook_id])`

/**
 * For the statement that ends an announcement: `WITH ${made} SELECT …, ${queued}` writes a delivery, and queues its
 * job, for every webhook that is on and every event that it wants. Where there is none, it reads one empty index.
 */
export function deliveriesOf(events: { ids: number[]; names: string[]; at: Date }): {
  made: RawBuilder<unknown>
  queued: RawBuilder<unknown>
} {
  const made = sql`made AS (
    INSERT INTO platform.webhook_delivery (event_id, webhook_id, created_at)
    SELECT e.id, w.id, ${events.at}::timestamptz
    FROM platform.webhook_on AS o JOIN platform.webhook AS w ON w.id = o.webhook_id,
      unnest(${events.ids}::bigint[], ${events.names}::text[]) AS e (id, name)
    WHERE o.until_at IS NULL AND (w.events IS NULL OR e.name = ANY (w.events)) AND e.name <> ${testEvent}
    RETURNING id, webhook_id)`
  return { made, queued: sql`(SELECT count(${addJob}) FROM made)` }
}

/** Writes one delivery and queues its job. @returns its id */
export async function queueDelivery(tx: Tx, what: { webhookId: number; eventId: number; at: Date }): Promise<number> {
  const { id } = await tx
    .insertInto("platform.webhook_delivery")
    .values({
      webhook_id: what.webhookId,
      event_id: what.eventId,
      created_at: what.at,
      ...{ tried_at: null, status: null, error: null, answer: null },
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await queueNow(tx, id)
  return id
}

/** Queues the job of a delivery for now; one that waits for its next attempt is replaced. */
export async function queueNow(tx: Tx, id: number): Promise<void> {
  await sql`SELECT ${addJob} FROM platform.webhook_delivery AS made WHERE id = ${id}`.execute(tx)
}
