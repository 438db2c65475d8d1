import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { queueNow } from "./queue-deliveries.ts"
import "../tables.ts"

/** Sends a delivery again, delivered or not, with the same webhook-id; one between two attempts need not wait longer. */
export const resendDelivery = command({
  name: "webhook.resend",
  input: z.object({ id: z.coerce.number().int() }),
  permit: administrator,
  async run({ tx, announce }, { id }) {
    const row = await tx
      .selectFrom("platform.webhook_delivery")
      .select(["webhook_id", "state", "attempts"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound()
    if (row.state === "waiting" && row.attempts === 0) throw new Refusal(409, "webhooks.under_way")
    await tx
      .updateTable("platform.webhook_delivery")
      .set({ state: "waiting", attempts: 0, error: null })
      .where("id", "=", id)
      .execute()
    await queueNow(tx, id)
    await announce({
      name: "webhook.resent",
      subject: { kind: "webhook", id: row.webhook_id },
      payload: { delivery: id },
    })
  },
})
