import { sql } from "kysely"
import { z } from "zod"
import { foldName } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { itemsOf } from "../item/item.store.ts"
import { partiesNamed } from "./link-addressees.ts"
import { placeOfAdded } from "./place-of-added.ts"
import { forces } from "./resolution.ts"

/** An item that an amendment adds: after another one with all under it, last in a block, or at the end. */
export const addedItem = z.object({
  after: z.number().int().nullable(),
  text: z.string().trim().min(1).max(200_000),
  names: z
    .array(
      z
        .string()
        .trim()
        .max(500)
        .refine((name) => foldName(name) !== "", "invalid.required"),
    )
    .max(100)
    .default([]),
  // What is endorsed asks what should come of it: that is decided by the meeting.
  force: z.enum(forces).exclude(["endorse"]).default("recommend"),
  deadline: z.iso.date({ error: "invalid.date" }).nullable().default(null),
  term: z.string().trim().max(2_000).default(""),
})
export type AddedItem = z.output<typeof addedItem>

/** Moves what follows down by one, through places below zero: no two stand at one place meanwhile. */
async function makeRoom({ tx }: CommandContext, resolutionId: number, position: number) {
  const move = (to: string, where: string) =>
    sql`UPDATE deliberation.item SET position = ${sql.raw(to)}
      WHERE resolution_id = ${resolutionId} AND position ${sql.raw(where)} ${position}`.execute(tx)
  await move("-(position + 1)", ">=")
  await sql`UPDATE deliberation.item SET position = -position
    WHERE resolution_id = ${resolutionId} AND position < 0`.execute(tx)
}

/**
 * Writes items that an amendment adds, one after another. The resolution is locked by the caller. Names that the
 * registry does not know become parties; an item that names nobody has the addressees of its block.
 * @returns the ids, and how many name an addressee
 */
export async function addItems(
  ctx: CommandContext,
  { id, territoryId }: { id: number; territoryId: number | null },
  added: AddedItem[],
): Promise<{ ids: number[]; addressed: number }> {
  const { tx } = ctx
  const ids: number[] = []
  let addressed = 0
  for (const { after, text, names, force, deadline, term } of added) {
    const there = await itemsOf(tx, id)
    const place = placeOfAdded(there, after)
    if (!place) throw notFound()
    await makeRoom(ctx, id, place.position)
    const { parentId, ...columns } = place
    const row = await tx
      .insertInto("deliberation.item")
      .values({
        ...columns,
        resolution_id: id,
        type: "item",
        parent_id: parentId,
        text,
        force,
        deadline,
        term,
        from_line: null,
        to_line: null,
        expected_result: "",
        removed_by: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    ids.push(row.id)
    const block = there.find((item) => item.id === parentId && item.type === "block")
    const addressees = names.length ? await named(ctx, names, territoryId) : (block?.addressees ?? [])
    if (!addressees.length) continue
    addressed++
    await tx
      .insertInto("deliberation.addressee")
      .values(
        addressees.map(({ name, role, partyId }, position) => ({
          item_id: row.id,
          position,
          raw: "",
          name,
          role,
          party_id: partyId,
          direction_id: null,
        })),
      )
      .execute()
  }
  return { ids, addressed }
}

/** The first one leads, the others take part. */
async function named(ctx: CommandContext, given: string[], territoryId: number | null) {
  const names = new Map(given.map((name) => [foldName(name), name]))
  const known = await partiesNamed(ctx, names, territoryId)
  return [...names].map(([folded, name], i) => ({
    name,
    role: i ? ("joint" as const) : ("lead" as const),
    partyId: known.get(folded) ?? null,
  }))
}
