import { type Actor, staff } from "#platform/actor.ts"

/** Which sites show the registers is decided for the whole installation. */
export const canKeepEmbedding = (actor: Actor): boolean => staff(actor)
