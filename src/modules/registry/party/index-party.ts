import type { Tx } from "#platform/db.ts"
import { indexDocuments, removeDocument } from "#platform/search/index.store.ts"
import { directionsOf } from "../direction/direction.store.ts"
import { profileWords } from "../profile/profile.store.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import type { OpenParty } from "./party.store.ts"
import { addressOf, type Nature } from "./party.ts"

type Filed = Pick<OpenParty, "id" | "nature" | "name" | "shortName" | "territoryId">

/** Files cards to be found by everybody: by their names, places, directions and what they say of themselves, never by contact data. */
export async function indexParties(tx: Tx, parties: Filed[], territories: Territory[], at: Date): Promise<void> {
  const place = new Map<number | null, string[]>()
  const above = (id: number | null) => {
    if (!place.has(id))
      place.set(
        id,
        pathUp(territories, id).map(({ name }) => name),
      )
    return place.get(id)!
  }
  const directions = await directionsOf(
    tx,
    parties.map(({ id }) => id),
  )
  const words = await profileWords(
    tx,
    parties.map(({ id }) => id),
  )
  const worksIn = (id: number) => {
    const all = directions.get(id) ?? []
    return [...all.map(({ nameRu }) => nameRu), ...all.map(({ nameEn }) => nameEn)]
  }
  const documents = parties.map((party) => ({
    kind: party.nature,
    id: String(party.id),
    audience: "open" as const,
    title: party.name,
    text: [
      [party.shortName, ...above(party.territoryId), ...worksIn(party.id)].filter(Boolean).join(", "),
      words.get(party.id),
    ]
      .filter(Boolean)
      .join("\n"),
    url: addressOf(party),
    at,
  }))
  await indexDocuments(tx, documents)
}

/** Files one card anew. @param before its nature until now, when that changed */
export async function indexParty(
  tx: Tx,
  party: Filed,
  territories: Territory[],
  at: Date,
  before: Nature = party.nature,
): Promise<void> {
  if (before !== party.nature) await removeDocument(tx, before, String(party.id))
  await indexParties(tx, [party], territories, at)
}
