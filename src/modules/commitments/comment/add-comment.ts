import { z } from "zod"
import { itemLines } from "#modules/deliberation/public.ts"
import { type Actor, signedIn, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { Refusal } from "#platform/refusal.ts"
import { followedBy } from "../subscription/followed.ts"
import { insertComment, loadAudience } from "./comment.store.ts"
import type { Audience } from "./tables.ts"

export const longest = 2000

export const commentInput = z.object({
  item: z.coerce.number().int(),
  /** How it is signed; "" is «без имени». */
  name: z.string().trim().max(100, { error: "invalid.too_long" }).default(""),
  text: z.string().trim().min(1, { error: "invalid.required" }).max(longest, { error: "invalid.too_long" }),
})

/** Whether such a reader may write under items. */
export const mayComment = (actor: Actor, who: Audience): boolean =>
  who === "everybody" || (who === "members" && signedIn(actor))

/**
 * Says something about an item: at once by who has an account, after the centre has looked at it by a visitor. Whoever
 * calls it counts tries and keeps programs out.
 *
 * @returns the comment's number and whether it waits
 */
export const addComment = command({
  name: "comment.add",
  input: commentInput,
  permit: () => true,
  async run({ tx, actor, now, announce }, { item, name, text }) {
    if (!mayComment(actor, await loadAudience(tx))) throw new Refusal(403, "comment.refusal.closed")
    await followedBy(tx, actor, { kind: "item", id: item })
    const territoryId = (await itemLines(tx, [item])).get(item)?.resolution.territoryId ?? null
    const waits = !signedIn(actor)
    const state = waits ? ("waiting" as const) : ("published" as const)
    const id = await insertComment(tx, {
      itemId: item,
      territoryId,
      userId: userIdOf(actor),
      name,
      body: text,
      state,
      at: now,
    })
    await announce({ name: "comment.added", subject: { kind: "comment", id }, payload: { item, waits } })
    return { id, waits }
  },
})
