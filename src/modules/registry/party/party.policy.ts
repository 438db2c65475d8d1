import { type Actor, holdsSomewhere, type Scopes, staff, staffSomewhere } from "#platform/actor.ts"
import type { Nature } from "./party.ts"

/** What a coordinator's grant may name to cover a party: the party itself, or a territory above it. */
export const scopesOfParty = (party: { nature: Nature; id?: number }, territories: Scopes): Scopes => [
  ...(party.id === undefined ? [] : [{ kind: party.nature, id: party.id }]),
  ...territories,
]

/** Adds or changes a party that lies in these scopes. */
export const canKeepParty = (actor: Actor, scopes: Scopes): boolean => staff(actor, scopes)

/** Whether the actor speaks for this very organisation or body, by a grant over it. */
export const represents = (actor: Actor, party: { nature: Nature; id: number }): boolean =>
  actor.kind === "user" &&
  actor.grants.some(
    ({ role, scope }) => role === "representative" && scope.kind === party.nature && scope.id === party.id,
  )

/** Whether the actor keeps cards or speaks for somebody at all; for which one is asked when it is loaded. */
export const speaksSomewhere = (actor: Actor): boolean =>
  holdsSomewhere(actor, ["administrator", "coordinator", "representative"])

/** Contact data are for those who write letters; everybody else sees name, kind, territory and site. */
export const seesContacts = staffSomewhere
