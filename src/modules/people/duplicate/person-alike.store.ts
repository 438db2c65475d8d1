import { type RawBuilder, sql } from "kysely"
import type { KindOfCards } from "#modules/registry/public.ts"
import "../tables.ts"
import type { Reach } from "../person/person.policy.ts"
import { type Person, peopleByIds } from "../person/person.store.ts"
import { comparePeople } from "./compare-people.ts"
import { keysOfPerson } from "./person-keys.ts"
import { personShelf } from "./person-shelf.ts"

/** People as they are compared. */
export const alikePeople: KindOfCards<string, Person> = {
  shelf: personShelf,
  load: peopleByIds,
  keysOf: keysOfPerson,
  compare: comparePeople,
}

/** Pairs of people both of whom are within reach; all when nothing is returned. */
export function personPairsWithin(reach: Reach): RawBuilder<boolean> | undefined {
  if (reach === "all") return undefined
  const side = (place: string, id: string) => {
    const near = sql<boolean>`${sql.ref(place)} = ANY(${reach.territories}::bigint[])`
    return reach.parties.length
      ? sql`(${near} OR EXISTS (SELECT FROM people.affiliation AS f
          WHERE f.person_id = ${sql.ref(id)} AND NOT f.aside AND f.party_id = ANY(${reach.parties}::bigint[])))`
      : near
  }
  return sql<boolean>`(${side("a.lesser_territory", "a.lesser")} AND ${side("a.greater_territory", "a.greater")})`
}
