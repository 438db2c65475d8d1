import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { currentText } from "../item/amended.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { addedItem, addItems } from "./add-items.ts"
import { indexResolution } from "./index-resolution.ts"
import { canAmend } from "./resolution.policy.ts"
import { lockResolution } from "./resolution.store.ts"

const change = z.object({
  itemId: z.coerce.number().int(),
  field: z.enum(["text", "deadline", "term", "removed"]),
  after: z.string().trim().max(200_000),
})

/**
 * Changes an adopted resolution by a dated amendment: the adopted words stay, the new ones stand beside them.
 * Changes that change nothing are passed over; items may be added.
 * @throws InvalidInput when nothing is changed, a text is emptied or a date is not a date
 */
export const amendResolution = command({
  name: "resolution.amend",
  input: z.object({
    id: z.coerce.number().int(),
    amendedOn: z.iso.date({ error: "invalid.date" }),
    reason: z.string().trim().min(1).max(2_000),
    changes: z
      .array(change)
      .refine((all) => new Set(all.map((c) => `${c.itemId} ${c.field}`)).size === all.length)
      .default([]),
    added: z.array(addedItem).max(100).default([]),
  }),
  permit: staffSomewhere,
  async run(ctx, input) {
    const { tx, actor, now, announce } = ctx
    const resolution = await lockResolution(tx, input.id)
    if (!resolution) throw notFound()
    if (!canAmend(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
    if (input.amendedOn < resolution.adoptedOn) throw new InvalidInput({ amendedOn: { key: "amend.before_adoption" } })
    const items = new Map((await itemsOf(tx, input.id)).map((i) => [i.id, i]))
    const earlier = await amendmentsOf(tx, input.id)
    const changes = input.changes.flatMap((c) => {
      const item = items.get(c.itemId)
      if (!item) throw notFound()
      if (item.type === "block" && c.field !== "text") throw new InvalidInput({ "": { key: "invalid.choice" } })
      const before = { text: currentText(item, earlier), deadline: item.deadline ?? "", term: item.term, removed: "" }[
        c.field
      ]
      const after = c.field === "removed" ? "yes" : c.after
      if (c.field === "text" && !after) throw new InvalidInput({ [`text-${c.itemId}`]: { key: "invalid.required" } })
      if (c.field === "deadline" && after && !z.iso.date().safeParse(after).success)
        throw new InvalidInput({ [`deadline-${c.itemId}`]: { key: "invalid.date" } })
      if (item.removedBy) throw new Refusal(409, "refusal.item_struck", { label: item.path })
      return before === after ? [] : [{ ...c, before, after }]
    })
    if (!changes.length && !input.added.length) throw new InvalidInput({ "": { key: "amend.nothing_changed" } })

    const { id: amendment } = await tx
      .insertInto("deliberation.amendment")
      .values({
        resolution_id: input.id,
        number: earlier.length + 1,
        amended_on: input.amendedOn,
        reason: input.reason,
        at: now,
        user_id: userIdOf(actor),
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const { ids, addressed } = await addItems(ctx, resolution, input.added)
    const additions = ids.map((itemId, i) => ({
      itemId,
      field: "added" as const,
      before: "",
      after: input.added[i]!.text,
    }))
    await tx
      .insertInto("deliberation.amendment_change")
      .values(
        [...changes, ...additions].map(({ itemId, field, before, after }) => ({
          amendment_id: amendment,
          item_id: itemId,
          field,
          before,
          after,
        })),
      )
      .execute()
    for (const c of changes)
      if (c.field !== "text")
        await tx
          .updateTable("deliberation.item")
          .set(
            c.field === "removed"
              ? { removed_by: amendment }
              : c.field === "deadline"
                ? { deadline: c.after || null }
                : { term: c.after },
          )
          .where("id", "=", c.itemId)
          .execute()
    const struck = changes.filter((c) => c.field === "removed").map((c) => items.get(c.itemId)!)
    if (struck.length || ids.length)
      await tx
        .updateTable("deliberation.resolution")
        .set((x) => ({
          item_count: x("item_count", "+", ids.length - struck.length),
          addressed_count: x("addressed_count", "+", addressed - struck.filter((i) => i.addressees.length).length),
          closed_count: x("closed_count", "-", struck.filter((i) => i.closedAt).length),
        }))
        .where("id", "=", input.id)
        .execute()
    await indexResolution(tx, input.id)
    await announce({
      name: "resolution.amended",
      subject: { kind: "resolution", id: input.id },
      payload: { amendment, items: [...new Set([...changes.map((c) => c.itemId), ...ids])] },
    })
    return { id: amendment }
  },
})
