import { z } from "zod"
import { foldName, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { indexResolution } from "../resolution/index-resolution.ts"
import { partiesNamed } from "../resolution/link-addressees.ts"
import { canDirect } from "../resolution/resolution.policy.ts"
import { lockResolution } from "../resolution/resolution.store.ts"
import { loadItem } from "./item.store.ts"

/**
 * The dated act «Кому направить пункт?»: gives addressees to an adopted item that named none, or adds to those it has.
 * The text is not touched. A name that the registry does not know becomes a new party.
 */
export const directItem = command({
  name: "item.direct",
  input: z.object({
    id: z.coerce.number().int(),
    directedOn: z.iso.date({ error: "invalid.date" }),
    reason: z.string().trim().max(2_000).default(""),
    names: z
      .array(
        z
          .string()
          .trim()
          .max(500)
          .refine((name) => foldName(name) !== "", "invalid.required"),
      )
      .min(1, { error: "direct.nobody" })
      .max(100),
  }),
  permit: staffSomewhere,
  async run(ctx, input) {
    const { tx, actor, now, announce } = ctx
    const found = await loadItem(tx, input.id)
    const resolution = found && (await lockResolution(tx, found.resolutionId))
    const item = found && (await loadItem(tx, input.id))
    if (!item || !resolution || item.type !== "item") throw notFound()
    if (!canDirect(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (item.removedBy) throw new Refusal(409, "refusal.item_struck", { label: item.path })
    const names = new Map(input.names.map((n) => [foldName(n), n]))
    for (const a of item.addressees) names.delete(foldName(a.name))
    if (!names.size) throw new Refusal(409, "refusal.directed_already")
    const known = await partiesNamed(ctx, names, resolution.territoryId)
    const { id: direction } = await tx
      .insertInto("deliberation.direction")
      .values({
        item_id: item.id,
        directed_on: input.directedOn,
        reason: input.reason,
        at: now,
        user_id: userIdOf(actor),
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    await tx
      .insertInto("deliberation.addressee")
      .values(
        [...names].map(([folded, name], i) => ({
          item_id: item.id,
          position: item.addressees.length + i,
          raw: "",
          name,
          role: item.addressees.length + i === 0 ? ("lead" as const) : ("joint" as const),
          party_id: known.get(folded) ?? null,
          direction_id: direction,
        })),
      )
      .execute()
    if (!item.addressees.length)
      await tx
        .updateTable("deliberation.resolution")
        .set((x) => ({ addressed_count: x("addressed_count", "+", 1) }))
        .where("id", "=", resolution.id)
        .execute()
    await indexResolution(tx, resolution.id)
    await announce({
      name: "item.directed",
      subject: { kind: "item", id: item.id },
      payload: { resolution: resolution.id, direction },
    })
    return { id: direction }
  },
})
