import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import "../tables.ts"
import { type Person, personColumns } from "../person/person.store.ts"
import type { NewPlace, NewSkill } from "./judge-row.ts"

/** People whom rows may be about: by id, address, telephone or whole name; locked when they are going to be changed. */
export const peopleToMatch = (
  tx: Tx,
  by: { ids?: string[]; emails?: string[]; phones?: string[]; names?: string[] },
  lock: boolean,
): Promise<Person[]> =>
  tx
    .selectFrom("people.person")
    .select(personColumns)
    .where((eb) =>
      eb.or([
        eb("id", "=", sql<string>`ANY(${by.ids ?? []}::uuid[])`),
        eb.and([eb(sql<string>`lower(email)`, "=", sql<string>`ANY(${by.emails ?? []})`), eb("email", "<>", "")]),
        eb.and([eb("phone_key", "=", sql<string>`ANY(${by.phones ?? []})`), eb("phone_key", "<>", "")]),
        eb("folded_name", "=", sql<string>`ANY(${by.names ?? []})`),
      ]),
    )
    .orderBy("id")
    .$if(lock, (q) => q.forUpdate())
    .execute()

/** @returns ids of the affiliations by person */
export async function insertPlaces(tx: Tx, places: (NewPlace & { personId: string })[], at: Date) {
  if (!places.length) return new Map<string, { id: number; partyId: number; role: string }[]>()
  const rows = await tx
    .insertInto("people.affiliation")
    .values(
      places.map(({ personId, partyId, role, post, from }) => ({
        person_id: personId,
        party_id: partyId,
        role,
        post,
        from_on: from,
        until_on: null,
        created_at: at,
      })),
    )
    .returning(["id", "person_id as personId", "party_id as partyId", "role"])
    .execute()
  return Map.groupBy(rows, ({ personId }) => personId)
}

/** @returns ids of the competences by person */
export async function insertSkills(
  tx: Tx,
  skills: (NewSkill & { personId: string })[],
  at: Date,
  userId: string | null,
) {
  if (!skills.length) return new Map<string, { id: number; competenceId: number }[]>()
  const rows = await tx
    .insertInto("people.skill")
    .values(
      skills.map(({ personId, competenceId, level }) => ({
        person_id: personId,
        competence_id: competenceId,
        level,
        stated_at: at,
        stated_by: userId,
        until_on: null,
      })),
    )
    .returning(["id", "person_id as personId", "competence_id as competenceId"])
    .execute()
  return Map.groupBy(rows, ({ personId }) => personId)
}

/** Removes affiliations that nobody has ended since. @returns ids of those that went */
export async function removePlaces(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await tx
    .deleteFrom("people.affiliation")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("until_on", "is", null)
    .returning("id")
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Removes competences that nobody has confirmed or ended since. @returns ids of those that went */
export async function removeSkills(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await tx
    .deleteFrom("people.skill")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("confirmed_at", "is", null)
    .where("ended_at", "is", null)
    .returning("id")
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Removes consents that are in force: they were entered by mistake. @returns ids of those that went */
export async function removeConsents(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await tx
    .deleteFrom("people.consent")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("ended_at", "is", null)
    .returning("id")
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Deletes nobody of whom another thing of this module speaks that an import does not write. @returns who is free to go */
export async function withoutMore(tx: Tx, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT p.id FROM people.person p WHERE p.id = ANY(${ids}::uuid[]) AND p.user_id IS NULL
      AND NOT EXISTS (SELECT FROM people.application a WHERE a.person_id = p.id)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
