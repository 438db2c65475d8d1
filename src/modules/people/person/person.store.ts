import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import { writePersonKeys } from "../duplicate/write-person-keys.ts"
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
  await writePersonKeys(tx, [{ ...person, id: row.id }])
  return row.id
}

type Told = Pick<Person, "languages" | "availability" | "experience">
const wholeRow = (person: PersonInput & Told) => ({
  ...rowOf(person),
  languages: JSON.stringify(person.languages),
  availability: person.availability,
  experience: person.experience,
})

/** Writes many people at once, under ids that the caller has drawn. */
export async function insertPeople(tx: Tx, people: (PersonInput & Told & { id: string })[], at: Date): Promise<void> {
  if (!people.length) return
  await tx
    .insertInto("people.person")
    .values(people.map((person) => ({ ...wholeRow(person), id: person.id, created_at: at })))
    .execute()
  await writePersonKeys(tx, people)
}

/** Writes the cards of many people anew. */
export async function updatePeople(tx: Tx, people: (PersonInput & Told & { id: string; listed: boolean })[]) {
  if (!people.length) return
  const rows = people.map((person) => {
    const { id, listed, languages, availability, experience } = person
    return { ...rowOf(person), id, listed, languages, availability, experience }
  })
  await sql`
    UPDATE people.person AS p SET version = p.version + 1, family_name = g.family_name, given_name = g.given_name,
      patronymic = g.patronymic, folded_name = g.folded_name, birth_on = g.birth_on, territory_id = g.territory_id,
      email = g.email, phone = g.phone, phone_key = g.phone_key, address = g.address, note = g.note,
      languages = g.languages, availability = g.availability, experience = g.experience, listed = g.listed
    FROM jsonb_populate_recordset(NULL::people.person, ${JSON.stringify(rows)}::jsonb) AS g
    WHERE p.id = g.id`.execute(tx)
  await writePersonKeys(tx, people)
}

export async function updatePerson(tx: Tx, id: string, person: PersonInput, listed: boolean): Promise<void> {
  await tx
    .updateTable("people.person")
    .set((eb) => ({ ...rowOf(person), listed, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute()
  await writePersonKeys(tx, [{ ...person, id }])
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
