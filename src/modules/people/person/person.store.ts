import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Language } from "../skill/languages.ts"
import type { Publishable } from "./fields.ts"
import { foldPerson, phoneKey } from "./person.ts"
import type { PersonInput } from "./person-input.ts"

export type Person = PersonInput & {
  id: string
  version: number
  userId: string | null
  languages: Language[]
  /** When it is free, in its own words. */
  availability: string
  experience: string
  /** Everybody may read its name. */
  listed: boolean
}

export const personColumns = [
  "id",
  "version",
  "family_name as familyName",
  "given_name as givenName",
  "patronymic",
  "birth_on as birthOn",
  "territory_id as territoryId",
  "email",
  "phone",
  "address",
  "note",
  "user_id as userId",
  "languages",
  "availability",
  "experience",
  "listed",
] as const

const rowOf = (person: PersonInput) => ({
  family_name: person.familyName,
  given_name: person.givenName,
  patronymic: person.patronymic,
  folded_name: foldPerson(person),
  birth_on: person.birthOn,
  territory_id: person.territoryId,
  email: person.email,
  phone: person.phone,
  phone_key: phoneKey(person.phone),
  address: person.address,
  note: person.note,
})

/** A person with all that is kept of it: narrow it by `fieldsSeen` before it is shown. Undefined when there is none. */
export const personById = (db: Db, id: string): Promise<Person | undefined> =>
  db.selectFrom("people.person").select(personColumns).where("id", "=", id).executeTakeFirst()

export const personForUpdate = (tx: Tx, id: string): Promise<Person | undefined> =>
  tx.selectFrom("people.person").select(personColumns).where("id", "=", id).forUpdate().executeTakeFirst()

/** Those of these ids that there are, in no order. */
export async function peopleByIds(db: Db, ids: string[]): Promise<Person[]> {
  if (!ids.length) return []
  return db
    .selectFrom("people.person")
    .select(personColumns)
    .where("id", "=", sql<string>`ANY(${[...new Set(ids)]}::uuid[])`)
    .execute()
}

/** Whose account it is. */
export const personOfUser = (db: Db, userId: string): Promise<Person | undefined> =>
  db.selectFrom("people.person").select(personColumns).where("user_id", "=", userId).executeTakeFirst()

export async function insertPerson(tx: Tx, person: PersonInput, at: Date, demo = false): Promise<string> {
  const row = await tx
    .insertInto("people.person")
    .values({ ...rowOf(person), created_at: at, demo })
    .returning("id")
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updatePerson(tx: Tx, id: string, person: PersonInput, listed: boolean): Promise<void> {
  await tx
    .updateTable("people.person")
    .set((eb) => ({ ...rowOf(person), listed, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute()
}

/** What each of these people lets everybody read. */
export async function publishedOf(db: Db, ids: string[]): Promise<Map<string, Publishable[]>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("people.published_field")
    .select(["person_id", "field"])
    .where("person_id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .execute()
  const fields = new Map<string, Publishable[]>()
  for (const { person_id, field } of rows) fields.set(person_id, [...(fields.get(person_id) ?? []), field])
  return fields
}
