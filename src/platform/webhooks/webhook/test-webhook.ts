import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { queueDelivery } from "../delivery/queue-deliveries.ts"
import { testEvent } from "../events.ts"
import { lockWebhook } from "./webhook.store.ts"

/** Sends a test event to one webhook, whatever it subscribes to and also while it is off. @returns the delivery's id */
export const testWebhook = command({
  name: "webhook.test",
  input: z.object({ id: z.coerce.number().int() }),
  permit: administrator,
  async run({ tx, now, announce }, { id }) {
    await lockWebhook(tx, id)
    const eventId = await announce({ name: testEvent, subject: { kind: "webhook", id } })
    return queueDelivery(tx, { webhookId: id, eventId, at: now })
  },
})
