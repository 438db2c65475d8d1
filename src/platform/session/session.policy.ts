import { type Actor, administrator, type Role, signedIn } from "#platform/actor.ts"

/** People, their rights and invitations belong to administrators. */
export const canManagePeople = (actor: Actor) => administrator(actor)

/** Everybody minds the sessions, keys and tokens of the own account, and of no other. */
export const canManageOwn = (actor: Actor) => signedIn(actor)

/** An administrator cannot be left without the last administrator: nobody takes the own rights or account away. */
export const canDisable = (actor: Actor, userId: string) =>
  canManagePeople(actor) && !(actor.kind === "user" && actor.userId === userId)

/** Whoever holds a role names who stands in; an administrator does it for those who could not. */
export const canNameDeputy = (actor: Actor, holder: string) =>
  administrator(actor) || (actor.kind === "user" && actor.userId === holder)

/** A member may do nothing that somebody else would have to do meanwhile. */
export const canHaveDeputy = (role: Role) => role !== "member"
