import type { CommandContext } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { type Party, partyForUpdate } from "../party/party.store.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { type PartyStatus, statusesOf } from "./status.store.ts"

/**
 * The organisation with its statuses, which nobody else changes until the transaction ends.
 * @throws Refusal when there is no such organisation (a body has no statuses) or the actor does not keep it
 */
export async function lockOrganisation(
  { tx, actor }: CommandContext,
  id: number,
): Promise<{ party: Party; statuses: PartyStatus[] }> {
  const party = await partyForUpdate(tx, id)
  if (party?.nature !== "organisation") throw notFound()
  const path = pathUp(await allTerritories(tx), party.territoryId)
  if (!canKeepParty(actor, scopesOfParty(party, scopesOfPath(path)))) throw notAllowed()
  return { party, statuses: await statusesOf(tx, id) }
}
