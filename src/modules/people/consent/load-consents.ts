import { signedIn } from "#platform/actor.ts"
import { attachmentsOfAll } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed } from "#platform/refusal.ts"
import { shownPerson } from "../person/person.pages.tsx"
import { addressOfPerson } from "../person/person.ts"
import { consentsOf, marksOf } from "./consent.store.ts"
import { standingOf } from "./consent.ts"

/** Address of a person's consents. */
export const consentsPath = (id: string) => `${addressOfPerson(id)}/consents`

/**
 * The consents of the person of the address, for the staff that keeps it and for itself.
 * @throws Refusal for everybody else: what they may not see they are not told of
 */
export async function loadConsents(c: Ctx) {
  const { services, actor, view } = c.var
  const shown = await shownPerson(c)
  const { person, seen, reader } = shown
  if (!seen.has("consents")) throw notAllowed()
  const consents = await consentsOf(services.db, person.id)
  const marks = (await marksOf(services.db, [person.id])).get(person.id)!
  const files = await attachmentsOfAll(
    services.db,
    "consent",
    consents.map(({ id }) => id),
  )
  c.header("Cache-Control", "no-store")
  return {
    person,
    consents,
    marks,
    files,
    standing: standingOf(marks, view.today),
    isStaff: reader === "staff",
    isSelf: reader === "self" || (signedIn(actor) && actor.userId === person.userId),
    here: consentsPath(person.id),
  }
}
export type LoadedConsents = Awaited<ReturnType<typeof loadConsents>>
