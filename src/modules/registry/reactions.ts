import { sql } from "kysely"
import type { Reaction } from "#platform/module.ts"
import { refileDirection } from "./direction/refile-direction.ts"
import { indexParty } from "./party/index-party.ts"
import { turnOfEnded } from "./service-provider/turn-providers.ts"
import { allTerritories } from "./territory/territory.store.ts"
import { idsBelow } from "./territory/territory.ts"

/** A renamed territory or direction is found under its new name on the cards of all that lie or work in it. */
export const reactions: Reaction[] = [
  refileDirection,
  turnOfEnded,
  {
    name: "registry.reindex-territory",
    to: ["territory.edited"],
    async run({ tx }, event) {
      const territories = await allTerritories(tx)
      const below = idsBelow(territories, Number(event.subjectId))
      const parties = await tx
        .selectFrom("registry.party")
        .select(["id", "nature", "name", "short_name as shortName", "territory_id as territoryId"])
        .where("merged_into", "is", null)
        .where("territory_id", "=", sql<number>`ANY(${below})`)
        .execute()
      for (const party of parties) await indexParty(tx, party, territories, event.at)
    },
  },
]
