import type { CommandContext } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { type Reference, referencesTo } from "#platform/references/reference.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { canKeepParty } from "../party/party.policy.ts"
import { type Party, partyById } from "../party/party.store.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { type KeptProfile, profileOf } from "../profile/profile.store.ts"
import { leadsTo } from "../succession/succession.store.ts"
import type { Sides } from "./merge.ts"

/** One of two cards: its fields, and what it says of itself. */
export type Side = { party: Party; profile: KeptProfile; fields: Sides }

const sideOf = (party: Party, profile: KeptProfile): Side => ({ party, profile, fields: { ...profile, ...party } })

/** A card with all that is chosen field by field; undefined when there is none, or it is merged itself. */
export async function loadSide(db: Db, id: number, party?: Party): Promise<Side | undefined> {
  const found = party ?? (await partyById(db, id))
  return found && sideOf(found, await profileOf(db, id))
}

/**
 * Both cards, when the actor keeps both and they can be one.
 * @throws Refusal 404, 403, or 409 with why they cannot
 */
export async function loadBoth(
  { tx, actor }: Pick<CommandContext, "actor"> & { tx: Db },
  id: number,
  other: number,
): Promise<{ survivor: Side; merged: Side }> {
  const [survivor, merged] = [await loadSide(tx, id), await loadSide(tx, other)]
  if (!survivor || !merged) throw notFound()
  for (const { party } of [survivor, merged]) if (!canKeepParty(actor, await partyScopes(tx, party))) throw notAllowed()
  if (id === other) throw new Refusal(409, "registry.merging.itself")
  if (survivor.party.nature !== merged.party.nature) throw new Refusal(409, "registry.merging.nature")
  if ((await leadsTo(tx, id, other)) || (await leadsTo(tx, other, id)))
    throw new Refusal(409, "registry.merging.successor")
  return { survivor, merged }
}

/** Columns of all modules whose rows go with a card. */
export function columnsOf({ modules }: Pick<CommandContext, "modules">): Reference[] {
  if (!modules) throw new Error("cards are merged only where all modules are known")
  return referencesTo(modules, "party")
}
