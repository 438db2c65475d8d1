import { type RawBuilder, sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "../tables.ts"
import { allColumns, type Party } from "../party/party.store.ts"
import { compareParties, keysOfParty } from "./compared.ts"
import { partyShelf } from "./party-shelf.ts"
import type { Kind, PairReach } from "./shelf.ts"

/** Organisations and bodies as they are compared. */
export const alikeParties: Kind<number, Party> = {
  shelf: partyShelf,
  load: async (db: Db, ids: number[]) =>
    ids.length
      ? db
          .selectFrom("registry.party")
          .select(allColumns)
          .where("id", "=", sql<number>`ANY(${ids})`)
          .where("merged_into", "is", null)
          .execute()
      : [],
  keysOf: keysOfParty,
  compare: compareParties,
}

/** Pairs both cards of which lie where somebody may change them; all when nothing is returned. */
export function partyPairsWithin(reach: PairReach): RawBuilder<boolean> | undefined {
  if (reach === "everywhere") return undefined
  const side = (place: string, id: string) => {
    const near = sql<boolean>`${sql.ref(place)} = ANY(${reach.territories}::bigint[])`
    return reach.parties.length ? sql`(${near} OR ${sql.ref(id)} = ANY(${reach.parties}::bigint[]))` : near
  }
  return sql<boolean>`(${side("lesser_territory", "lesser")} AND ${side("greater_territory", "greater")})`
}
