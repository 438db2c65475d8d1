import { type Actor, type Scopes, staff } from "#platform/actor.ts"
import { idsBelow, type Territory } from "../territory/territory.ts"
import type { Reach, Suggestion } from "./suggestion.store.ts"

/** Whose cards the actor keeps; null for whoever keeps none. */
export function reachOf(actor: Actor, territories: Territory[]): Reach | null {
  if (actor.kind === "system") return "everywhere"
  if (actor.kind !== "user") return null
  const scopes = actor.grants
    .filter(({ role }) => role === "administrator" || role === "coordinator")
    .map(({ scope }) => scope)
  if (scopes.some(({ kind }) => kind === "installation")) return "everywhere"
  const own = scopes.flatMap((scope) => (scope.kind === "territory" ? idsBelow(territories, scope.id) : []))
  const parties = scopes.flatMap((scope) => (scope.kind === "organisation" || scope.kind === "body" ? [scope.id] : []))
  return own.length || parties.length ? { territories: [...new Set(own)], parties } : null
}

export const isAuthor = (actor: Actor, { userId }: Pick<Suggestion, "userId">): boolean =>
  actor.kind === "user" && actor.userId === userId

/** Whoever sent it and whoever keeps the card. */
export const seesSuggestion = (actor: Actor, suggestion: Suggestion, scopes: Scopes): boolean =>
  isAuthor(actor, suggestion) || staff(actor, scopes)
