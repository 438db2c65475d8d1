import { type Actor, type Scopes, staff } from "#platform/actor.ts"

/** Answers by e-mail are for whoever enters what addressees said; nobody else reads them. */
export const canHandle = (actor: Actor, scopes: Scopes) => staff(actor, scopes)
