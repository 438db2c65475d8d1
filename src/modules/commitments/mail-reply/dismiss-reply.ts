import { z } from "zod"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { markDismissed } from "./reply.store.ts"
import { replyIn } from "./reply-in.ts"

const id = z.coerce.number().int()

/** Says that a message is no answer, and why. It can be taken back for 90 days, then the message is forgotten. */
export const dismissReply = command({
  name: "reply.dismiss",
  input: z.object({
    id,
    reason: z.string().trim().min(1, { error: "reply.invalid.reason" }).max(500, { error: "invalid.too_long" }),
  }),
  permit: staffSomewhere,
  async run(ctx, input) {
    await replyIn("waiting", ctx, input.id)
    const { tx, now, actor, announce } = ctx
    await markDismissed(tx, input.id, { at: now, userId: userIdOf(actor), reason: input.reason })
    await announce({ name: "reply.dismissed", subject: { kind: "mail_reply", id: input.id } })
    return {}
  },
})

/** Takes it back: the message waits again. */
export const restoreReply = command({
  name: "reply.restore",
  input: z.object({ id }),
  permit: staffSomewhere,
  async run(ctx, input) {
    await replyIn("dismissed", ctx, input.id)
    await markDismissed(ctx.tx, input.id, null)
    await ctx.announce({ name: "reply.restored", subject: { kind: "mail_reply", id: input.id } })
    return {}
  },
})
