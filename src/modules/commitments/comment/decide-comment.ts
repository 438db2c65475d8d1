import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staff, staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { commentById, moveComment } from "./comment.store.ts"

/** Publishes a comment, or hides it and says why. Saying the same again changes nothing. */
export const decideComment = command({
  name: "comment.decide",
  input: z.object({
    id: z.coerce.number().int(),
    state: z.enum(["published", "hidden"]),
    reason: z.string().trim().max(500, { error: "invalid.too_long" }).default(""),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, { id, state, reason }) {
    const comment = await commentById(tx, id, true)
    if (!comment) throw notFound()
    if (!staff(actor, await territoryScopes(tx, comment.territoryId))) throw notAllowed()
    if (state === "hidden" && !reason) throw new InvalidInput({ reason: { key: "comment.invalid.reason" } })
    if (comment.state === state) return { id, item: comment.itemId }
    await moveComment(tx, id, { state, reason, at: now, userId: userIdOf(actor) })
    const name = state === "hidden" ? "comment.hidden" : "comment.published"
    await announce({ name, subject: { kind: "comment", id }, payload: { item: comment.itemId } })
    return { id, item: comment.itemId }
  },
})
