import { type Actor, type Scopes, signedIn, staff, staffSomewhere } from "#platform/actor.ts"
import type { Visibility } from "./resolution.ts"

/** Visibilities that an actor may read among adopted resolutions; drafts are for staff only. */
export function visibleTo(actor: Actor): Visibility[] {
  if (staffSomewhere(actor)) return ["internal", "participants", "open"]
  return signedIn(actor) ? ["participants", "open"] : ["open"]
}

/** Audiences of the search index that an actor belongs to; the same ladder as `visibleTo`. */
export const canSee = (actor: Actor, resolution: { visibility: Visibility; adoptedOn: string | null }) =>
  resolution.adoptedOn === null ? staffSomewhere(actor) : visibleTo(actor).includes(resolution.visibility)

export const canDraft = (actor: Actor) => staffSomewhere(actor)
/** A draft that belongs to no territory yet is anybody's among the staff; one that does, its territory's. */
export const canChangeDraft = (actor: Actor, territoryId: number | null, scopes: Scopes) =>
  territoryId === null ? staffSomewhere(actor) : staff(actor, scopes)
/** Whoever keeps the territory of a resolution: may adopt it, show it, and write to those whom it addresses. */
export const canAdopt = (actor: Actor, scopes: Scopes) => staff(actor, scopes)
export const canAmend = (actor: Actor, scopes: Scopes) => staff(actor, scopes)
export const canTheme = (actor: Actor, scopes: Scopes) => staff(actor, scopes)
export const canDirect = (actor: Actor, scopes: Scopes) => staff(actor, scopes)
/** Names and posts of participants are personal data: staff only, until consents exist. */
export const canSeeParticipants = (actor: Actor, scopes: Scopes) => staff(actor, scopes)
