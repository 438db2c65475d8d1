import type { CommandContext } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canKeepParty } from "../party/party.policy.ts"
import { type Party, partyForUpdate } from "../party/party.store.ts"
import { partyScopes } from "../party/party-scopes.ts"

/** The party, locked, for those who keep its card. @throws Refusal for others */
export async function keptParty({ tx, actor }: Pick<CommandContext, "tx" | "actor">, id: number): Promise<Party> {
  const party = await partyForUpdate(tx, id)
  if (!party) throw notFound()
  if (!canKeepParty(actor, await partyScopes(tx, party))) throw notAllowed()
  return party
}
