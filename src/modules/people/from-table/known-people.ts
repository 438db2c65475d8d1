import type { Person } from "../person/person.store.ts"
import { foldPerson, phoneKey } from "../person/person.ts"

/** Cards by what rows may know them by: names are folded once, not for each row anew. */
export type KnownPeople = ReturnType<typeof knownPeople>

export const emailKey = (email: string) => email.trim().toLowerCase()

export const knownPeople = (people: Person[]) => ({
  byId: new Map(people.map((person) => [person.id, person])),
  byEmail: Map.groupBy(people, ({ email }) => emailKey(email)),
  byPhone: Map.groupBy(people, ({ phone }) => phoneKey(phone)),
  byName: Map.groupBy(people, foldPerson),
})
