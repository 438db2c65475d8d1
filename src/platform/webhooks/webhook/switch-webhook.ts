import { z } from "zod"
import { administrator, userIdOf } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { endWaiting } from "../delivery/delivery.store.ts"
import { lockWebhook } from "./webhook.store.ts"
import "../tables.ts"

/** Switches a webhook that is locked; where it is so already, nothing happens. What waits is not sent after the end. */
export async function switchTo(ctx: CommandContext, id: number, on: boolean, reason: "gone" | null = null) {
  const { tx, actor, now, announce } = ctx
  const open = tx.selectFrom("platform.webhook_on").where("webhook_id", "=", id).where("until_at", "is", null)
  const current = await open.select("id").executeTakeFirst()
  if ((current !== undefined) === on) return
  const by = userIdOf(actor)
  const subject = { kind: "webhook", id }
  if (on) {
    const row = { webhook_id: id, from_at: now, from_by: by, until_at: null, until_by: null, reason: null }
    // Told before it is on: its receiver, who may not have the secret yet, is spared this one.
    await announce({ name: "webhook.switched_on", subject })
    await tx.insertInto("platform.webhook_on").values(row).execute()
    return
  }
  await tx
    .updateTable("platform.webhook_on")
    .set({ until_at: now, until_by: by, reason })
    .where("id", "=", current!.id)
    .execute()
  await announce({ name: "webhook.switched_off", subject, payload: { by: reason ? "receiver" : "person" } })
  await endWaiting(tx, id)
}

/** Switches a webhook on or off. `gone` is what the program says when the receiver answered 410. */
export const switchWebhook = command({
  name: "webhook.switch",
  input: z.object({
    id: z.coerce.number().int(),
    on: z.boolean(),
    reason: z.literal("gone").optional(),
  }),
  permit: administrator,
  async run(ctx, { id, on, reason }) {
    await lockWebhook(ctx.tx, id)
    await switchTo(ctx, id, on, reason)
  },
})
