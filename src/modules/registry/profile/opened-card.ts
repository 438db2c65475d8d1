import type { Ctx } from "#platform/http/env.ts"
import { notFound } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { canKeepParty, represents } from "../party/party.policy.ts"
import { type Party, partyById } from "../party/party.store.ts"
import { addressOf, home, type Nature } from "../party/party.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { profileOf } from "./profile.store.ts"

/** The card of the address with what it says of itself, and whether the reader keeps it or speaks for it. */
export async function openedCard(c: Ctx, nature: Nature) {
  const { actor, services } = c.var
  const party = await partyById(services.db, Number(c.req.param("id")))
  if (party?.nature !== nature) throw notFound()
  const [scopes, profile] = await Promise.all([partyScopes(services.db, party), profileOf(services.db, party.id)])
  return { party, profile, canEdit: canKeepParty(actor, scopes), speaks: represents(actor, party) }
}

export const cardCrumbs = (view: View, party: Pick<Party, "id" | "nature" | "name" | "shortName">) => [
  { href: home[party.nature], label: view.t(`registry.${party.nature}.list`) },
  { href: addressOf(party), label: party.shortName || party.name },
]
