import { type Actor, staff } from "#platform/actor.ts"

/** The catalogue belongs to the whole installation; whoever keeps only a territory chooses from it. */
export const canKeepCompetences = (actor: Actor): boolean => staff(actor)
