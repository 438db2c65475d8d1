import { type Actor, signedIn, staffSomewhere } from "#platform/actor.ts"

/** Who may find a document: everybody, whoever has signed in, or the staff of the centre. */
export const audiences = ["open", "members", "staff"] as const
export type Audience = (typeof audiences)[number]

/** The audiences that an actor belongs to. */
export const audiencesOf = (actor: Actor): Audience[] =>
  staffSomewhere(actor) ? [...audiences] : signedIn(actor) ? ["open", "members"] : ["open"]
