import { type Actor, holds, holdsSomewhere, type Scopes, staff, staffSomewhere } from "#platform/actor.ts"
import type { DecisionKind } from "./request.ts"

/** What the policy needs to know of a request; `scopes` are those of its territory. */
type Placed = { recipientId: number }

const controllers = ["administrator", "coordinator", "controller"] as const

/** Sends, reminds, enters what was said on paper or by telephone. */
export const canAsk = (actor: Actor, scopes: Scopes) => staff(actor, scopes)

/** Speaks for the addressee: whoever holds its link, or the coordinator who was told. */
export const canAnswer = (actor: Actor, request: Placed, scopes: Scopes) =>
  (actor.kind === "link" && actor.id === request.recipientId) || canAsk(actor, scopes)

/** What a controller may say besides the coordinator: the word that a thing is done, or is not. */
const controlled: readonly DecisionKind[] = ["release", "release_part", "return", "reopen"]

export const canDecide = (actor: Actor, kind: DecisionKind, scopes: Scopes) =>
  controlled.includes(kind) ? holds(actor, [...controllers], scopes) : staff(actor, scopes)

/** Reads the whole thread with names; others see what is open. */
export const canRead = (actor: Actor, request: Placed, scopes: Scopes) =>
  canAnswer(actor, request, scopes) || holds(actor, [...controllers], scopes)

/** Whether such an actor may try to answer at all. */
export const mayAnswer = (actor: Actor) => actor.kind === "link" || staffSomewhere(actor)
/** Whether such an actor has anything to control. */
export const mayDecide = (actor: Actor) => holdsSomewhere(actor, [...controllers])
