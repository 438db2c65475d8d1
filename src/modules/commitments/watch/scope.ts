import { allTerritories, idsBelow } from "#modules/registry/public.ts"
import { type Actor, staff } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"

/** The territories that a coordinator keeps; undefined for one of the whole installation, who keeps everything. */
export async function keptTerritories(db: Db, actor: Actor): Promise<number[] | undefined> {
  if (staff(actor)) return undefined
  if (actor.kind !== "user") return []
  const all = await allTerritories(db)
  const own = actor.grants.flatMap(({ role, scope }) =>
    (role === "coordinator" || role === "administrator") && scope.kind === "territory" ? scope.id : [],
  )
  return [...new Set(own.flatMap((id) => idsBelow(all, id)))]
}
