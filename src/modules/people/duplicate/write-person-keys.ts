import { writeKeys } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import type { PersonInput } from "../person/person-input.ts"
import { keysOfPerson } from "./person-keys.ts"
import { personShelf } from "./person-shelf.ts"

type Keyed = Pick<PersonInput, "familyName" | "givenName" | "patronymic" | "birthOn" | "email" | "phone"> & {
  id: string
}

/** Keeps by what these people are found by those who look like them. @param due whether they are to be compared */
export const writePersonKeys = (tx: Tx, people: Keyed[], due = true): Promise<void> =>
  writeKeys(
    tx,
    personShelf,
    people.map((person) => ({ id: person.id, keys: keysOfPerson(person) })),
    due,
  )
