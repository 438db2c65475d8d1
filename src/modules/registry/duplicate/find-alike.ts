import type { Db } from "#platform/db.ts"
import { findParties } from "../party/find-parties.ts"
import { contactsOf, type OpenParty } from "../party/party.store.ts"
import type { PartyInput } from "../party/party-input.ts"
import { type Comparable, type Comparison, compare, worthALook } from "./compare.ts"

type Compared = Pick<PartyInput, "name" | "shortName" | "inn" | "ogrn"> &
  Partial<Pick<PartyInput, "phone" | "email" | "headEmail">>

/** A card as it is compared. */
export const comparable = (party: Compared): Comparable => ({
  names: [party.name, party.shortName].filter(Boolean),
  phones: party.phone ?? "",
  emails: [party.email, party.headEmail].filter(Boolean).join(" "),
  // a branch has the ИНН of its head organisation and is not the same
  identifiers: { ogrn: party.ogrn },
})

export type Alike = Comparison & { party: OpenParty }

/**
 * Cards that look like this one, most alike first. Candidates come out of the index of names, never out of all cards.
 * @param limit at most so many
 */
export async function findAlike(db: Db, given: Compared & { id: number }, limit = 5): Promise<Alike[]> {
  const queries = [given.name, given.shortName].filter((text) => text.trim().length > 1)
  const lists = await Promise.all(queries.map((text) => findParties(db, text, 20)))
  const found = new Map(lists.flat().map((party) => [party.id, party]))
  found.delete(given.id)
  const candidates = [...found.values()]
  const contacts = await contactsOf(
    db,
    candidates.map(({ id }) => id),
  )
  return candidates
    .map((party) => ({ party, ...compare(comparable(given), comparable({ ...contacts.get(party.id), ...party })) }))
    .filter(({ score }) => score >= worthALook)
    .sort((a, b) => b.score - a.score || a.party.id - b.party.id)
    .slice(0, limit)
}
