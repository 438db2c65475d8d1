/** Roles that exist now. A role is always held through a grant; nobody «is» an administrator. */
export const roles = ["administrator", "coordinator", "controller", "representative", "member"] as const
export type Role = (typeof roles)[number]

/** Where a role can be held: whoever speaks for an organisation or a body speaks for that one only. */
export const canHoldIn = (role: Role, scope: Scope): boolean =>
  role !== "representative" || scope.kind === "organisation" || scope.kind === "body"

/** Where a grant holds: the whole installation, or one body, organisation or territory with all below it. */
export type Scope = { kind: "installation" } | { kind: "body" | "organisation" | "territory"; id: number }

/** A right given to a user from one instant until another (`until: null`, no end). */
export type Grant = { role: Role; scope: Scope; from: Date; until: Date | null }

/** Who acts. `grants` holds only those in force when the actor was loaded. */
export type Actor =
  | { kind: "visitor" }
  | { kind: "user"; userId: string; name: string; grants: Grant[]; seenBy?: SeenBy }
  | { kind: "system"; name: string }
  | LinkHolder

/** The administrator who looks at the site as somebody else: reads what they would read, and changes nothing. */
export type SeenBy = { userId: string; name: string }

/** Whoever holds a link of one purpose, without an account: `id` says what it opens. It has no rights but by that. */
export type LinkHolder = { kind: "link"; id: number }

export const visitor: Actor = { kind: "visitor" }
/** Somebody inside the program: a job, a seed, the command line. It may do everything; the journal names it. */
export const system = (name: string): Actor => ({ kind: "system", name })

/** The scopes of a thing, nearest first; an empty list stands for a thing of the whole installation. */
export type Scopes = Exclude<Scope, { kind: "installation" }>[]

/**
 * Whether the actor holds one of the roles over a thing with these scopes.
 * A grant over the installation covers everything; another one covers a thing that lists its scope.
 *
 * @example holds(actor, ["coordinator"], [{ kind: "territory", id: 3 }])
 */
export function holds(actor: Actor, wanted: Role[], scopes: Scopes = []): boolean {
  if (actor.kind === "system") return true
  if (actor.kind !== "user") return false
  return actor.grants.some(
    ({ role, scope }) =>
      wanted.includes(role) &&
      (scope.kind === "installation" || scopes.some((s) => s.kind === scope.kind && s.id === scope.id)),
  )
}

/** Coordinators and administrators: those who run the centre. */
export const staff = (actor: Actor, scopes: Scopes = []) => holds(actor, ["administrator", "coordinator"], scopes)
/** Whether the actor holds one of the roles over anything at all. */
export const holdsSomewhere = (actor: Actor, wanted: Role[]): boolean =>
  actor.kind === "system" || (actor.kind === "user" && actor.grants.some(({ role }) => wanted.includes(role)))
/** Whether the actor runs the centre somewhere: a menu entry may show; each thing is still asked for by its scopes. */
export const staffSomewhere = (actor: Actor) => holdsSomewhere(actor, ["administrator", "coordinator"])
/** Whether the actor keeps the whole installation. */
export const administrator = (actor: Actor) => holds(actor, ["administrator"])
/** Whether the actor has an account, whatever its rights. */
export const signedIn = (actor: Actor): actor is Extract<Actor, { kind: "user" }> => actor.kind === "user"

/** The one territory that an actor works in, for lists and forms; null for everywhere, for several and for nobody. */
export function ownTerritory(actor: Actor): number | null {
  if (actor.kind !== "user") return null
  const scopes = actor.grants.filter(({ role }) => role !== "member").map(({ scope }) => scope)
  const places = new Set(scopes.flatMap((scope) => (scope.kind === "territory" ? [scope.id] : [])))
  const everywhere = scopes.some(({ kind }) => kind === "installation")
  return everywhere || places.size !== 1 ? null : [...places][0]!
}

/** Who did it, for a row that keeps it; null for the system and for visitors. */
export const userIdOf = (actor: Actor): string | null => (actor.kind === "user" ? actor.userId : null)

/** Whose eyes read, for a journal of reading: the administrator where one looks as somebody else. */
export const readerIdOf = (actor: Actor): string | null =>
  actor.kind === "user" ? (actor.seenBy?.userId ?? actor.userId) : null
