import type { Tx } from "#platform/db.ts"
import { indexDocument, removeDocument } from "#platform/search/index.store.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import type { OpenParty } from "./party.store.ts"
import { addressOf, type Nature } from "./party.ts"

/** Files a card to be found by everybody: by its names and its place, never by contact data. */
export async function indexParty(
  tx: Tx,
  party: Pick<OpenParty, "id" | "nature" | "name" | "shortName" | "territoryId">,
  territories: Territory[],
  at: Date,
  before: Nature = party.nature,
): Promise<void> {
  if (before !== party.nature) await removeDocument(tx, before, String(party.id))
  const place = pathUp(territories, party.territoryId).map(({ name }) => name)
  await indexDocument(tx, {
    kind: party.nature,
    id: String(party.id),
    audience: "open",
    title: party.name,
    text: [party.shortName, ...place].filter(Boolean).join(", "),
    url: addressOf(party),
    at,
  })
}
