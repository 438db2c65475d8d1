import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import type { Party } from "../party/party.store.ts"
import { reachOf } from "../suggestion/suggestion.policy.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import { countPairs, listPairs } from "./pairs.store.ts"
import { alikeParties, partyPairsWithin } from "./party-alike.store.ts"
import { partyShelf } from "./party-shelf.ts"
import type { Pair, PairCursor, PairState } from "./shelf.ts"

export type PartyPair = Pair<number> & { one: Party; other: Party }

/** Whether the actor may change this card. */
export const keeps = (actor: Actor, territories: Territory[], party: Party): boolean =>
  canKeepParty(actor, scopesOfParty(party, scopesOfPath(pathUp(territories, party.territoryId))))

/**
 * Pairs both cards of which the actor may change, the most alike first.
 * @returns the pairs, and where the list goes on; undefined when the actor keeps no card at all
 */
export async function loadPartyPairs(
  db: Db,
  actor: Actor,
  of: { state: PairState; after?: PairCursor<number> | undefined; limit: number },
): Promise<{ pairs: PartyPair[]; next: PairCursor<number> | null; territories: Territory[] } | undefined> {
  const territories = await allTerritories(db)
  const reach = reachOf(actor, territories)
  if (!reach) return undefined
  const found = await listPairs(db, partyShelf, { ...of, within: partyPairsWithin(reach), limit: of.limit + 1 })
  const page = found.slice(0, of.limit)
  const cards = await alikeParties.load(db, [...new Set(page.flatMap(({ lesser, greater }) => [lesser, greater]))])
  const byId = new Map(cards.map((party) => [party.id, party]))
  const pairs = page.flatMap((pair) => {
    const [one, other] = [byId.get(pair.lesser), byId.get(pair.greater)]
    if (!one || !other || !keeps(actor, territories, one) || !keeps(actor, territories, other)) return []
    return [{ ...pair, one, other }]
  })
  return { pairs, next: found.length > of.limit ? page.at(-1)! : null, territories }
}

/** How many open pairs wait for the actor; counting stops at `limit`. */
export async function countPartyPairs(db: Db, actor: Actor, limit: number): Promise<number> {
  const reach = reachOf(actor, await allTerritories(db))
  return reach ? countPairs(db, partyShelf, partyPairsWithin(reach), limit) : 0
}
