import { type Actor, staff } from "#platform/actor.ts"

/** The list belongs to the whole installation; drafts are for those who keep it. */
export const canKeepLists = (actor: Actor): boolean => staff(actor)
