import { type Actor, type Scopes, staff } from "#platform/actor.ts"
import type { Territory } from "./territory.ts"

/** A territory and those above it as scopes that a coordinator's grant may name. */
export const scopesOfPath = (path: Territory[]): Scopes => path.map(({ id }) => ({ kind: "territory", id }))

/**
 * Changes a territory or adds one under it.
 * @param path the territory and those above it, nearest first; nothing for the top of the tree
 */
export const canKeepTerritory = (actor: Actor, path: Territory[]): boolean => staff(actor, scopesOfPath(path))
