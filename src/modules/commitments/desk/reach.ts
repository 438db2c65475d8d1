import { idsBelow, type Territory } from "#modules/registry/public.ts"
import type { Actor, Role } from "#platform/actor.ts"

/** Where an actor works: everywhere, or in these territories with all below them; an empty list is nowhere. */
export type Reach = "everywhere" | number[]

const reachOf = (actor: Actor, roles: Role[], territories: Territory[]): Reach => {
  if (actor.kind === "system") return "everywhere"
  const grants = actor.kind === "user" ? actor.grants.filter(({ role }) => roles.includes(role)) : []
  if (grants.some(({ scope }) => scope.kind === "installation")) return "everywhere"
  const own = grants.flatMap(({ scope }) => (scope.kind === "territory" ? idsBelow(territories, scope.id) : []))
  return [...new Set(own)].sort((a, b) => a - b)
}

/** `staff`: where the actor answers and reminds; `control`: where it says that a thing is done, that is there and more. */
export const reaches = (actor: Actor, territories: Territory[]): { staff: Reach; control: Reach } => ({
  staff: reachOf(actor, ["administrator", "coordinator"], territories),
  control: reachOf(actor, ["administrator", "coordinator", "controller"], territories),
})

/** Whether the actor has a desk at all. */
export const nowhere = (reach: Reach): boolean => reach !== "everywhere" && reach.length === 0
