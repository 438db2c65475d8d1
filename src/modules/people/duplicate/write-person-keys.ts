import { insertKeys, writeKeys } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import type { PersonInput } from "../person/person-input.ts"
import { keysOfPerson } from "./person-keys.ts"
import { personShelf } from "./person-shelf.ts"

type Keyed = Pick<PersonInput, "familyName" | "givenName" | "patronymic" | "birthOn" | "email" | "phone"> & {
  id: string
}
const keyed = (people: Keyed[]) => people.map((person) => ({ id: person.id, keys: keysOfPerson(person) }))

/** Keeps by what these people are found by those who look like them, and has them compared. */
export const writePersonKeys = (tx: Tx, people: Keyed[]): Promise<void> => writeKeys(tx, personShelf, keyed(people))

/** The same for made-up people, who are new and not compared with each other. */
export const plantPersonKeys = (tx: Tx, people: Keyed[]): Promise<void> => insertKeys(tx, personShelf, keyed(people))
