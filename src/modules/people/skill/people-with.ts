import { allTerritories, idsBelow } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { listPeople } from "../person/list-people.ts"
import { reachOf } from "../person/person.policy.ts"
import { fullName } from "../person/person.ts"
import { showPeople } from "../person/show-person.ts"
import type { AbleFilter } from "./find-able.ts"

type Wanted = Omit<AbleFilter, "proof"> & { territory?: number | undefined }

/**
 * Who can do what is wanted, confirmed and in force, as the actor may know it: by right, or because it is published.
 * @param wanted `territory`: with all below it
 * @param today YYYY-MM-DD
 */
export async function peopleWith(
  db: Db,
  actor: Actor,
  { territory, ...able }: Wanted,
  today: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const territories = territory === undefined ? undefined : idsBelow(await allTerritories(db), territory)
  const found = await listPeople(db, { ...able, territories, today, reach: await reachOf(db, actor) }, { limit })
  return (await showPeople(db, actor, found, today)).map(({ person }) => ({ id: person.id, name: fullName(person) }))
}
