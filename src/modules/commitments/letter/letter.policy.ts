import { type Actor, type Scopes, staff } from "#platform/actor.ts"

/** The register is of the staff: over a letter's territory, or over everything for letters of none. */
export const canReadLetters = (actor: Actor, scopes: Scopes) => staff(actor, scopes)

/**
 * The territories whose letters an actor reads, before all below them are counted in; undefined when it reads all.
 */
export const territoriesOf = (actor: Actor): number[] | undefined => {
  if (staff(actor)) return undefined
  if (actor.kind !== "user") return []
  return actor.grants.flatMap(({ role, scope }) =>
    scope.kind === "territory" && (role === "coordinator" || role === "administrator") ? [scope.id] : [],
  )
}
