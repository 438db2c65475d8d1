import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { doubled, moveRows } from "#platform/references/reference.store.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { removeDocument } from "#platform/search/index.store.ts"
import { directionsOf, lockDirections, writeDirections } from "../direction/direction.store.ts"
import { directionLimit } from "../direction/direction.ts"
import { writeKeys } from "../duplicate/keys.store.ts"
import { savePairs } from "../duplicate/pairs.store.ts"
import { partyShelf } from "../duplicate/party-shelf.ts"
import { indexParty } from "../party/index-party.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { columnsOf, loadBoth, type Side } from "./load-both.ts"
import { insertMerge, lockBoth, setMergedInto } from "./merge.store.ts"
import { contradicts, differences, exchange, mergeFields, remembered, type Sides, usualChoice } from "./merge.ts"
import { writeBoth } from "./write-both.ts"

/** Fields as the journal calls them; a logo is said by no value. */
export const changesOf = (before: Sides, after: Sides, territories: { id: number; name: string }[]) => {
  const named = (one: Sides) => ({
    ...one,
    territory: territories.find(({ id }) => id === one.territoryId)?.name ?? "",
  })
  const fields = mergeFields.map((field) => (field === "territoryId" ? ("territory" as const) : field))
  return changesBetween(
    named(before),
    named(after),
    fields.filter((field) => field !== "logo"),
  )
}

/** Gives the survivor the directions of both, as many as one may have. */
async function joinDirections({ tx }: CommandContext, survivor: number, merged: number) {
  await lockDirections(tx)
  const of = await directionsOf(tx, [survivor, merged])
  const [own, others] = [survivor, merged].map((id) => (of.get(id) ?? []).map((direction) => direction.id))
  const joined = [...new Set([...own!, ...others!])].slice(0, Math.max(directionLimit, own!.length))
  await writeDirections(tx, merged, [])
  await writeDirections(tx, survivor, joined)
  return { survivor: own!, merged: others! }
}

const checkVersion = ({ party }: Side, seen: number | undefined) => {
  if (seen !== undefined && seen !== party.version) throw new Refusal(409, "registry.party.changed_meanwhile")
}

/**
 * Merges one card into another: the survivor gets all that belongs to it and the chosen values of fields, and its name
 * and address lead to the survivor from now on. `take`: fields whose value of the merged one holds.
 *
 * @throws InvalidInput `same` when registers of the state know them as two and nobody has said that they are one;
 *   Refusal 409 when they cannot be one, or have changed since they were read
 */
export const mergeParties = command({
  name: "party.merge",
  input: z.object({
    id: z.coerce.number().int().positive(),
    other: z.coerce.number().int().positive(),
    version: z.number().int().optional(),
    otherVersion: z.number().int().optional(),
    take: z.array(z.enum(mergeFields)).optional(),
    same: z.boolean().default(false),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, other, version, otherVersion, take, same }) {
    const { tx, actor, now, announce } = ctx
    await lockBoth(tx, [id, other])
    const both = await loadBoth(ctx, id, other)
    const { survivor, merged } = both
    checkVersion(survivor, version)
    checkVersion(merged, otherVersion)
    if (!same && contradicts(survivor.party, merged.party))
      throw new InvalidInput({ same: { key: "registry.merging.contradict" } })
    const columns = columnsOf(ctx)
    const clash = await doubled(tx, columns, id, other)
    if (clash) throw new Refusal(409, clash.single!.saying.key, clash.single!.saying.params)

    const differ = differences(survivor.fields, merged.fields)
    const taken = take ? differ.filter((field) => take.includes(field)) : usualChoice(survivor.fields, merged.fields)
    const after = exchange(survivor.fields, merged.fields, taken)
    const moved = await moveRows(tx, columns, other, id)
    const directions = await joinDirections(ctx, id, other)
    await writeBoth(ctx, both, after)
    await setMergedInto(tx, other, id)
    await writeKeys(tx, partyShelf, [{ id: other, keys: [] }], false)
    await savePairs(tx, partyShelf, [other], [])
    const { number } = await insertMerge(tx, {
      survivorId: id,
      mergedId: other,
      userId: actor.kind === "user" ? actor.userId : null,
      at: now,
      taken,
      before: remembered(survivor.fields, merged.fields, taken),
      moved: { ...moved, directions } as never,
    })
    const territories = await allTerritories(tx)
    await removeDocument(tx, merged.party.nature, String(other))
    await indexParty(tx, after.survivor, territories, now)
    await announce({
      name: "party.merged",
      subject: { kind: "party", id },
      payload: { merged: other, merge: number, fields: taken },
      changes: [
        { field: "merged", after: merged.party.name },
        ...changesOf(survivor.fields, after.survivor, territories),
      ],
    })
    return { id, number }
  },
})
