import type { Scopes } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { scopesOfParty } from "./party.policy.ts"
import type { Party } from "./party.store.ts"

/** What a grant may name to cover this party. */
export const partyScopes = async (db: Db, party: Pick<Party, "id" | "nature" | "territoryId">): Promise<Scopes> =>
  scopesOfParty(party, scopesOfPath(pathUp(await allTerritories(db), party.territoryId)))
