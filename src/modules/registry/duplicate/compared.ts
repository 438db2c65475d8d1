import type { Party } from "../party/party.store.ts"
import { type Comparable, type Comparison, compare, keysOf } from "./compare.ts"

type Registered = "name" | "shortName" | "inn" | "ogrn" | "kpp"
/** What is compared of a card. */
export type ComparedParty = Pick<Party, Registered | "id" | "territoryId" | "phone" | "email" | "headEmail">

const comparable = (party: Omit<ComparedParty, "id" | "territoryId">, registered = true): Comparable => ({
  names: [party.name, party.shortName].filter(Boolean),
  phones: party.phone,
  emails: [party.email, party.headEmail].filter(Boolean).join(" "),
  identifiers: registered ? { ogrn: party.ogrn, inn: party.inn } : {},
})

/** How alike two cards are. A branch has the numbers of its head organisation and is not the same: its КПП differs. */
export function compareParties(a: ComparedParty, b: ComparedParty): Comparison {
  const branches = Boolean(a.kpp && b.kpp) && a.kpp !== b.kpp
  return compare(comparable(a, !branches), comparable(b, !branches))
}

/** By what a card is found by those that are like it. */
export const keysOfParty = (party: Omit<ComparedParty, "id" | "territoryId">): string[] => keysOf(comparable(party))
