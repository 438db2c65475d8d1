import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { returnRows } from "#platform/references/reference.store.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { directionsOf, lockDirections, writeDirections } from "../direction/direction.store.ts"
import { indexParty } from "../party/index-party.ts"
import { canKeepParty } from "../party/party.policy.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { columnsOf, loadSide } from "./load-both.ts"
import {
  endMerge,
  lockBoth,
  type Merge,
  mergedParties,
  mergeOf,
  removeEmptyProfile,
  setMergedInto,
  wentInto,
} from "./merge.store.ts"
import { apart } from "./merge.ts"
import { changesOf } from "./merge-parties.ts"
import { writeBoth } from "./write-both.ts"

/** Both cards of a merge in force, as they lie. @throws Refusal 404; 409 when the survivor is merged itself by now */
export async function loadMerged(tx: CommandContext["tx"], id: number, other: number) {
  const merge = await mergeOf(tx, other)
  if (!merge || merge.survivorId !== id) throw notFound()
  const further = await wentInto(tx, id)
  if (further) throw new Refusal(409, "registry.merging.first_apart", { name: further.name })
  const survivor = await loadSide(tx, id)
  const merged = await loadSide(tx, other, (await mergedParties(tx, [other])).get(other))
  if (!survivor || !merged) throw notFound()
  return { merge, survivor, merged }
}

/** Each card has its own directions again; the survivor keeps those that it was given since. */
async function partDirections({ tx }: CommandContext, { survivorId, mergedId, moved }: Merge) {
  await lockDirections(tx)
  const { survivor, merged } = moved.directions
  const now = ((await directionsOf(tx, [survivorId])).get(survivorId) ?? []).map(({ id }) => id)
  const lent = merged.filter((id) => !survivor.includes(id))
  await writeDirections(
    tx,
    survivorId,
    now.filter((id) => !lent.includes(id)),
  )
  await writeDirections(tx, mergedId, merged)
}

/**
 * Takes a merge back: rows and values return to the card that they came from; what was changed since stays.
 * @returns `fields` and `rows` (number by column) that stay with the survivor
 */
export const unmergeParties = command({
  name: "party.unmerge",
  input: z.object({ id: z.coerce.number().int().positive(), other: z.coerce.number().int().positive() }),
  permit: staffSomewhere,
  async run(ctx, { id, other }) {
    const { tx, actor, now, announce } = ctx
    await lockBoth(tx, [id, other])
    const { merge, survivor, merged } = await loadMerged(tx, id, other)
    const after = apart(survivor.fields, merged.fields, merge.taken, merge.before)
    for (const party of [survivor.party, after.merged])
      if (!canKeepParty(actor, await partyScopes(tx, party))) throw notAllowed()
    await setMergedInto(tx, other, null)
    await writeBoth(ctx, { survivor, merged }, after)
    const rows = await returnRows(tx, columnsOf(ctx), merge.moved, id, other)
    await partDirections(ctx, merge)
    for (const one of [id, other]) await removeEmptyProfile(tx, one)
    await endMerge(tx, merge.number, now)
    const territories = await allTerritories(tx)
    for (const one of [after.survivor, after.merged]) await indexParty(tx, one, territories, now)
    await announce({
      name: "party.unmerged",
      subject: { kind: "party", id },
      payload: { merged: other, merge: merge.number, fields: after.stays },
      changes: [
        { field: "merged", before: after.merged.name },
        ...changesOf(survivor.fields, after.survivor, territories),
      ],
    })
    return { id, other, fields: after.stays, rows }
  },
})
