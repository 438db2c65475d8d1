import type { Tx } from "#platform/db.ts"
import { indexPerson } from "../person/index-person.ts"
import type { Person } from "../person/person.store.ts"
import { mayBeListed } from "../person/person.ts"
import { inForceOf, marksOf, storeOutcome } from "./consent.store.ts"
import { standingOf } from "./consent.ts"

/**
 * Makes what everybody reads of a person follow from its consents that are in force: fields, the list, the search.
 * The person is locked by the caller. A minor is never listed, whatever was consented to before its age was known.
 * @param withdrawn consent to processing has just been withdrawn
 */
export async function applyConsents(
  { tx, now }: { tx: Tx; now: Date },
  person: Pick<Person, "id" | "birthOn">,
  withdrawn = false,
): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const consents = await inForceOf(tx, person.id)
  const givenOn = (kind: "processing" | "guardian") => consents.find((one) => one.kind === kind)?.givenOn ?? null
  const marks = {
    birthOn: person.birthOn,
    ownConsentOn: givenOn("processing"),
    guardianConsentOn: givenOn("guardian"),
  }
  const before = (await marksOf(tx, [person.id])).get(person.id)?.withdrawnOn ?? null
  const fields = consents.flatMap(({ field }) => field || [])
  await storeOutcome(tx, person.id, {
    ...marks,
    withdrawnOn: withdrawn ? today : standingOf(marks, today).counts ? null : before,
    listed: fields.includes("name") && mayBeListed(person.birthOn, today),
    fields,
  })
  await indexPerson(tx, person.id, now)
}
