import { type Actor, administrator, signedIn } from "#platform/actor.ts"

/** People, their rights and invitations belong to administrators. */
export const canManagePeople = (actor: Actor) => administrator(actor)

/** Everybody minds the sessions, keys and tokens of the own account, and of no other. */
export const canManageOwn = (actor: Actor) => signedIn(actor)

/** An administrator cannot be left without the last administrator: nobody takes the own rights or account away. */
export const canDisable = (actor: Actor, userId: string) =>
  canManagePeople(actor) && !(actor.kind === "user" && actor.userId === userId)
