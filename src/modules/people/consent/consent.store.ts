import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Consent, EndedBy, EndedHow, Marks } from "./consent.ts"

const columns = [
  "id",
  "person_id as personId",
  "kind",
  "field",
  "text_id as textId",
  "operator_id as operatorId",
  "guardian_id as guardianId",
  "signer",
  "relation",
  "reach",
  "conditions",
  "channel",
  "given_on as givenOn",
  "until_on as untilOn",
  "created_at as createdAt",
  "ended_at as endedAt",
  "ended_how as endedHow",
  "ended_by as endedBy",
  "ended_why as endedWhy",
] as const

/** All consents of a person, in force and ended, the latest first. */
export const consentsOf = (db: Db, personId: string): Promise<Consent[]> =>
  db
    .selectFrom("people.consent")
    .select(columns)
    .where("person_id", "=", personId)
    .orderBy("id", "desc")
    .limit(500)
    .execute()

export const inForceOf = (db: Db, personId: string): Promise<Consent[]> =>
  db
    .selectFrom("people.consent")
    .select(columns)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .orderBy("id", "desc")
    .execute()

export type NewConsent = Omit<Consent, "id" | "createdAt" | "endedAt" | "endedHow" | "endedBy" | "endedWhy">

const rowOf = (one: NewConsent, at: Date, recordedBy: string | null) => ({
  person_id: one.personId,
  kind: one.kind,
  field: one.field,
  text_id: one.textId,
  operator_id: one.operatorId,
  guardian_id: one.guardianId,
  signer: one.signer,
  relation: one.relation as never,
  reach: one.reach,
  conditions: one.conditions,
  channel: one.channel,
  given_on: one.givenOn,
  until_on: one.untilOn,
  created_at: at,
  recorded_by: recordedBy,
})

export async function insertConsent(tx: Tx, one: NewConsent, at: Date, recordedBy: string | null): Promise<number> {
  const row = await tx
    .insertInto("people.consent")
    .values(rowOf(one, at, recordedBy))
    .returning("id")
    .executeTakeFirstOrThrow()
  return row.id
}

/**
 * Own consents to processing of people who have just been entered and have no other: nothing is published by them, so
 * that only the mark in each person's row follows. @returns the number of each by person
 */
export async function insertFirstConsents(tx: Tx, all: NewConsent[], at: Date, recordedBy: string | null) {
  if (!all.length) return new Map<string, number>()
  const rows = await tx
    .insertInto("people.consent")
    .values(all.map((one) => rowOf(one, at, recordedBy)))
    .returning(["id", "person_id as personId"])
    .execute()
  await sql`UPDATE people.person AS p SET own_consent_on = g.day
    FROM unnest(${all.map((one) => one.personId)}::uuid[], ${all.map((one) => one.givenOn)}::date[]) AS g (id, day)
    WHERE p.id = g.id`.execute(tx)
  return new Map(rows.map(({ id, personId }) => [personId, id]))
}

export type Ending = { how: EndedHow; by: EndedBy; userId: string | null; why: string; at: Date }

/** Ends consents of a person that are in force: those of the ids given. */
export async function endConsents(tx: Tx, personId: string, ids: number[], ending: Ending): Promise<void> {
  if (!ids.length) return
  await tx
    .updateTable("people.consent")
    .set({
      ended_at: ending.at,
      ended_how: ending.how,
      ended_by: ending.by,
      ended_user: ending.userId,
      ended_why: ending.why,
    })
    .where("person_id", "=", personId)
    .where("id", "in", ids)
    .where("ended_at", "is", null)
    .execute()
}

const markColumns = [
  "id",
  "birth_on as birthOn",
  "own_consent_on as ownConsentOn",
  "guardian_consent_on as guardianConsentOn",
  "consent_withdrawn_on as withdrawnOn",
] as const

/** How these people stand, by id. */
export async function marksOf(db: Db, ids: string[]): Promise<Map<string, Marks>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("people.person")
    .select(markColumns)
    .where("id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, ...marks }) => [id, marks]))
}

/** Writes what follows from the consents in force into the person's row and what everybody may read. */
export async function storeOutcome(
  tx: Tx,
  personId: string,
  outcome: Omit<Marks, "birthOn"> & { listed: boolean; fields: string[] },
): Promise<void> {
  await tx.deleteFrom("people.published_field").where("person_id", "=", personId).execute()
  if (outcome.fields.length)
    await tx
      .insertInto("people.published_field")
      .values(outcome.fields.map((field) => ({ person_id: personId, field: field as never })))
      .execute()
  await tx
    .updateTable("people.person")
    .set({
      listed: outcome.listed,
      own_consent_on: outcome.ownConsentOn,
      guardian_consent_on: outcome.guardianConsentOn,
      consent_withdrawn_on: outcome.withdrawnOn,
    })
    .where("id", "=", personId)
    .execute()
}

/** People one of whose consents was to last until a day before this one, YYYY-MM-DD. */
export async function peopleWithExpired(db: Db, today: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("people.consent")
    .select("person_id as id")
    .distinct()
    .where("ended_at", "is", null)
    .where("until_on", "<", today)
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** People whose consent in force was given on these words, in the order in which they gave it. @param limit of consents */
export async function peopleOnText(db: Db, textId: number, limit: number) {
  const rows = await db
    .selectFrom("people.consent as c")
    .innerJoin("people.person as p", "p.id", "c.person_id")
    .select(["p.id", "p.family_name as familyName", "p.given_name as givenName", "p.patronymic"])
    .where("c.text_id", "=", textId)
    .where("c.ended_at", "is", null)
    .orderBy("c.id")
    .limit(limit)
    .execute()
  return [...new Map(rows.map((person) => [person.id, person])).values()]
}

/** How many people hold a consent in force on each of these versions; nobody looks at more consents than `limit`. */
export async function holdersOf(db: Db, textIds: number[], limit: number): Promise<Map<number, number>> {
  const counted = new Map<number, number>()
  for (const id of textIds) counted.set(id, (await peopleOnText(db, id, limit)).length)
  return counted
}
