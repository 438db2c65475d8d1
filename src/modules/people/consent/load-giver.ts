import type { CommandContext } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { guardianOf } from "../guardian/guardian.store.ts"
import type { Guardian } from "../guardian/guardian.ts"
import { lockPerson } from "../person/lock-person.ts"
import { type Person, personForUpdate } from "../person/person.store.ts"
import { isMinor } from "../person/person.ts"
import { consentLinkById } from "./consent-link.store.ts"

export type Giver = { person: Person; by: "self" | "guardian" | "staff"; guardian: Guardian | undefined }

/**
 * The person, locked, and as whom the actor decides about its consents: the person through its account or link, the
 * guardian through its link, or whoever keeps the card.
 * @throws Refusal when the actor is none of them; 409 for a guardian of somebody who has come of age
 */
export async function loadGiver(ctx: CommandContext, id: string): Promise<Giver> {
  const { tx, actor, now } = ctx
  if (actor.kind === "link") {
    const link = await consentLinkById(tx, actor.id)
    if (link?.personId !== id || link.revokedAt || link.expiresAt <= now) throw notAllowed()
    const person = await personForUpdate(tx, id)
    if (!person) throw notFound()
    if (link.guardianId === null) return { person, by: "self", guardian: undefined }
    const guardian = await guardianOf(tx, id, link.guardianId)
    if (!guardian) throw notAllowed()
    if (!isMinor(person.birthOn, now.toISOString().slice(0, 10))) throw new Refusal(409, "consent.of_age")
    return { person, by: "guardian", guardian }
  }
  if (actor.kind === "user") {
    const person = await personForUpdate(tx, id)
    if (person?.userId === actor.userId) return { person, by: "self", guardian: undefined }
  }
  return { person: (await lockPerson(ctx, id)).person, by: "staff", guardian: undefined }
}
