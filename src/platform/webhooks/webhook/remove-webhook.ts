import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { lockWebhook } from "./webhook.store.ts"
import "../tables.ts"

/** Removes a webhook with its secrets and deliveries; the journal keeps that it was there. */
export const removeWebhook = command({
  name: "webhook.remove",
  input: z.object({ id: z.coerce.number().int() }),
  permit: administrator,
  async run({ tx, announce }, { id }) {
    await lockWebhook(tx, id)
    await tx.deleteFrom("platform.webhook").where("id", "=", id).execute()
    await announce({ name: "webhook.removed", subject: { kind: "webhook", id } })
  },
})
