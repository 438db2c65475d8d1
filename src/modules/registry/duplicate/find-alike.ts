import type { Db } from "#platform/db.ts"
import type { Party } from "../party/party.store.ts"
import type { PartyInput } from "../party/party-input.ts"
import type { Likeness } from "./compare.ts"
import { findAlike, pairsJob } from "./find-pairs.ts"
import { pairsOf } from "./pairs.store.ts"
import { alikeParties } from "./party-alike.store.ts"
import { partyShelf } from "./party-shelf.ts"
import type { Pair } from "./shelf.ts"

export type Alike = { party: Party; because: Likeness[] }

const most = 5

/** Cards that look like this one by the pairs that are kept, most alike first. */
export async function alikeOf(db: Db, id: number): Promise<Alike[]> {
  const pairs = await pairsOf(db, partyShelf, id, most)
  const otherOf = ({ lesser, greater }: Pair<number>) => (lesser === id ? greater : lesser)
  const cards = new Map((await alikeParties.load(db, pairs.map(otherOf))).map((party) => [party.id, party]))
  return pairs.flatMap((pair) => {
    const party = cards.get(otherOf(pair))
    return party ? [{ party, because: pair.because as Likeness[] }] : []
  })
}

/** Other cards that look like one that has just been written, most alike first. */
export async function alikeToNew(db: Db, given: PartyInput & { id: number }): Promise<Alike[]> {
  const card = { ...given, version: 0, endedOn: null }
  return (await findAlike(db, alikeParties, card, most)).map(({ card: party, because }) => ({
    party,
    because: because as Likeness[],
  }))
}

/** Compares cards that were added or changed with those like them. */
export const findPartyPairs = pairsJob("registry_find_alike", alikeParties)
