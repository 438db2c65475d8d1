import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import { type Answer, type ConfirmationRule, reminderDays } from "./confirmation.ts"

/** When a card was confirmed, since when that is wanted in vain, and the last letter about it; days YYYY-MM-DD. */
export type Confirmation = {
  confirmedOn: string | null
  unconfirmedOn: string | null
  askedOn: string | null
  remindedOn: string | null
  answer: Answer | null
}
/** A letter that goes now. */
export type Asked = { partyId: number; generation: number; email: string; name: string }

/** After how many months cards are to be confirmed anew; 0: nobody is asked. */
export const loadRule = (db: Db): Promise<ConfirmationRule> =>
  db
    .selectFrom("registry.confirmation_rule")
    .select(["organisation_months as organisationMonths", "person_months as personMonths"])
    .executeTakeFirstOrThrow()

export async function lockRule(tx: Tx): Promise<ConfirmationRule> {
  await sql`SELECT FROM registry.confirmation_rule FOR UPDATE`.execute(tx)
  return loadRule(tx)
}

export async function saveRule(tx: Tx, { organisationMonths, personMonths }: ConfirmationRule): Promise<void> {
  await tx
    .updateTable("registry.confirmation_rule")
    .set({ organisation_months: organisationMonths, person_months: personMonths })
    .execute()
}

export const confirmationOf = (db: Db, partyId: number): Promise<Confirmation> =>
  db
    .selectFrom("registry.party as p")
    .leftJoin("registry.confirmation as c", "c.party_id", "p.id")
    .select([
      "p.confirmed_on as confirmedOn",
      "p.unconfirmed_on as unconfirmedOn",
      "c.asked_on as askedOn",
      "c.reminded_on as remindedOn",
      "c.answer",
    ])
    .where("p.id", "=", partyId)
    .executeTakeFirstOrThrow()

/** The last letter about a card, as its link knows it. */
export const letterOf = (db: Db, partyId: number) =>
  db
    .selectFrom("registry.confirmation")
    .select(["generation", "asked_on as askedOn", "email", "answer", "answered_at as answeredAt"])
    .where("party_id", "=", partyId)
    .executeTakeFirst()

/** Notes what came back; the first answer stays. @returns whether this was the first */
export async function saveAnswer(tx: Tx, partyId: number, answer: Answer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("registry.confirmation")
    .set({ answer, answered_at: at })
    .where("party_id", "=", partyId)
    .where("answered_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveConfirmed(tx: Tx, partyId: number, on: string): Promise<void> {
  await tx
    .updateTable("registry.party")
    .set({ confirmed_on: on, unconfirmed_on: null })
    .where("id", "=", partyId)
    .execute()
}

const known = sql.raw("coalesce(p.confirmed_on, (p.created_at AT TIME ZONE 'UTC')::date)")
const asksFor = sql.raw("p.nature = 'organisation' AND NOT p.demo AND p.ended_on IS NULL AND p.merged_into IS NULL")

/**
 * Notes whom to write to about its card and gives them out, once each whatever else goes round at the same time.
 * @param before cards that were confirmed, or else added, on this day or earlier
 */
export async function takeToAsk(tx: Tx, { before, today, limit }: { before: string; today: string; limit: number }) {
  const { rows } = await sql<Asked>`
    WITH asked AS (
      INSERT INTO registry.confirmation AS c (party_id, email, asked_on)
      SELECT p.id, p.email, ${today}::date FROM registry.party p
      WHERE ${asksFor} AND p.email <> '' AND ${known} <= ${before}::date
        AND NOT EXISTS (SELECT FROM registry.confirmation l WHERE l.party_id = p.id AND l.asked_on > ${before}::date)
      ORDER BY p.id LIMIT ${limit}
      ON CONFLICT (party_id) DO UPDATE SET email = excluded.email, asked_on = excluded.asked_on,
        generation = c.generation + 1, reminded_on = NULL, answer = NULL, answered_at = NULL
        WHERE c.asked_on <= ${before}::date
      RETURNING party_id, generation, email)
    SELECT a.party_id AS "partyId", a.generation, a.email, p.name
    FROM asked a JOIN registry.party p ON p.id = a.party_id ORDER BY p.id`.execute(tx)
  return rows
}

/** The same for the one reminder. */
export async function takeToRemind(tx: Tx, { today, limit }: { today: string; limit: number }): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    UPDATE registry.confirmation c SET reminded_on = ${today}::date FROM registry.party p
    WHERE p.id = c.party_id AND c.reminded_on IS NULL AND c.answered_at IS NULL
      AND c.party_id IN (SELECT l.party_id FROM registry.confirmation l JOIN registry.party p ON p.id = l.party_id
        WHERE ${asksFor} AND l.reminded_on IS NULL AND l.answered_at IS NULL AND l.asked_on <= ${today}::date - ${reminderDays}::int
        ORDER BY l.asked_on LIMIT ${limit})
    RETURNING c.party_id AS "partyId", c.generation, c.email, p.name`.execute(tx)
  return rows
}

/** Marks cards whose confirmation is late: nobody to write to, or four weeks after the letter. @returns how many */
export async function markUnconfirmed(tx: Tx, { before, today }: { before: string; today: string }): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE registry.party p SET unconfirmed_on = ${today}::date
    WHERE p.nature = 'organisation' AND p.ended_on IS NULL AND p.merged_into IS NULL AND p.unconfirmed_on IS NULL AND ${known} <= ${before}::date
      AND (p.email = '' OR p.demo OR EXISTS (SELECT FROM registry.confirmation c
        WHERE c.party_id = p.id AND c.asked_on > ${before}::date
          AND c.asked_on <= ${today}::date - ${2 * reminderDays}::int))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
