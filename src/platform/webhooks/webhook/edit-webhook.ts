import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { switchTo } from "./switch-webhook.ts"
import { lockWebhook } from "./webhook.store.ts"
import { told, webhookFields } from "./webhook.ts"
import "../tables.ts"

/** Changes the given fields of a webhook. Deliveries that wait go to the new address. */
export const editWebhook = command({
  name: "webhook.edit",
  input: z.object({
    id: z.coerce.number().int(),
    name: webhookFields.name.optional(),
    url: webhookFields.url.optional(),
    events: webhookFields.events.optional(),
    on: z.boolean().optional(),
  }),
  permit: administrator,
  async run(ctx, { id, on, ...given }) {
    const before = await lockWebhook(ctx.tx, id)
    const after = {
      name: given.name ?? before.name,
      url: given.url ?? before.url,
      events: given.events === undefined ? before.events : given.events,
    }
    const changes = changesBetween(told(before), told(after), ["name", "events"])
    const fields = [...changes.map(({ field }) => field), ...(after.url === before.url ? [] : ["url"])]
    if (fields.length) {
      await ctx.tx.updateTable("platform.webhook").set(after).where("id", "=", id).execute()
      await ctx.announce({
        name: "webhook.edited",
        subject: { kind: "webhook", id },
        payload: { fields },
        changes,
      })
    }
    if (on !== undefined) await switchTo(ctx, id, on)
  },
})
