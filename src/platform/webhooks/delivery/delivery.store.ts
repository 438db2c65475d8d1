import type { Db, Tx } from "#platform/db.ts"
import "#platform/tables.ts"
import type { DeliveryState } from "../tables.ts"
import "../tables.ts"

const deliveries = (db: Db) =>
  db
    .selectFrom("platform.webhook_delivery as d")
    .innerJoin("platform.event as e", "e.id", "d.event_id")
    .select(["d.id", "d.webhook_id", "d.message", "d.state", "d.attempts", "d.created_at", "d.tried_at"])
    .select(["d.status", "d.error", "d.answer", "e.id as event_id", "e.name as event"])

/** A part of a webhook's deliveries, the newest first, from below the delivery `after`. */
export const listDeliveries = (
  db: Db,
  webhookId: number,
  by: { state?: DeliveryState | undefined; after?: number | undefined; limit: number },
) =>
  deliveries(db)
    .where("d.webhook_id", "=", webhookId)
    .$if(by.state !== undefined, (q) => q.where("d.state", "=", by.state!))
    .$if(by.after !== undefined, (q) => q.where("d.id", "<", by.after!))
    .orderBy("d.id", "desc")
    .limit(by.limit)
    .execute()

export type Delivery = Awaited<ReturnType<typeof listDeliveries>>[number]

/** One delivery with all that its body is made of. */
export const findDelivery = (db: Db, id: number) =>
  deliveries(db)
    .innerJoin("platform.webhook as w", "w.id", "d.webhook_id")
    .select(["e.at", "e.subject_kind", "e.subject_id", "e.payload", "w.name as webhook", "w.url"])
    .where("d.id", "=", id)
    .executeTakeFirst()

export type WholeDelivery = NonNullable<Awaited<ReturnType<typeof findDelivery>>>

/** Nothing more is sent of what waits for a webhook; an administrator can still send each of them again. */
export async function endWaiting(tx: Tx, webhookId: number): Promise<void> {
  await tx
    .updateTable("platform.webhook_delivery")
    .set({ state: "failed", error: "switched_off" })
    .where("webhook_id", "=", webhookId)
    .where("state", "=", "waiting")
    .execute()
}
