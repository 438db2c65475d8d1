import { pathUp, type Territory } from "#modules/registry/public.ts"
import { type Actor, administrator, holds, type Scopes, staff } from "#platform/actor.ts"
import { type Centre, scopeOfCentre, scopesOfCentre } from "./centre.ts"

/** Changes what a centre says of itself: whoever runs its territory, its body or a centre that it belongs to. */
export const canKeepCentre = (actor: Actor, scopes: Scopes): boolean => staff(actor, scopes)

/** Those who run a flagship centre, or all of the installation. */
const runsFlagship = (actor: Actor, flagship: Centre): boolean =>
  flagship.kind === "flagship" && flagship.closedOn === null && staff(actor, [scopeOfCentre(flagship)])

/**
 * Makes a centre, closes it, names its heads: an administrator, or the staff of the flagship centre to which it belongs.
 * @param place the territory of the centre and those above it; nothing where it has none
 */
export const canRunNetwork = (actor: Actor, parent: Centre | undefined, place: Territory[]): boolean =>
  administrator(actor) ||
  (parent !== undefined &&
    runsFlagship(actor, parent) &&
    (!place.length || place.slice(1).some(({ id }) => id === parent.territoryId)))

/** Whether a new centre can come from this actor at all. */
export const mayInviteCentres = (actor: Actor, all: Centre[]): boolean =>
  administrator(actor) || all.some((centre) => runsFlagship(actor, centre))

/** A head of a centre holds its scope; having been invited as one is not enough once the role has ended. */
export const isHead = (actor: Actor, centre: Centre, heads: string[]): boolean =>
  actor.kind === "user" && heads.includes(actor.userId) && holds(actor, ["coordinator"], [scopeOfCentre(centre)])

/** Everything that is asked about one centre, at once. */
export function rightsOver(actor: Actor, all: Centre[], territories: Territory[], centre: Centre, heads: string[]) {
  const parent = all.find(({ id }) => id === centre.parentId)
  const place = pathUp(territories, centre.territoryId)
  const runs = canRunNetwork(actor, parent, place)
  return {
    keeps: canKeepCentre(actor, scopesOfCentre(all, territories, centre)),
    runs,
    invites: centre.closedOn === null && (runs || isHead(actor, centre, heads)),
  }
}
