import { sql } from "kysely"
import { type CardAnswer, reminderDays } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import type { Reach } from "../person/person.policy.ts"
import { bornBy } from "../person/person.ts"
import "../tables.ts"
import "./tables.ts"
import type { PersonConfirmation, WaitingAnswer } from "./confirmation.ts"

/** A letter that goes now, to the person or, of a minor, to a guardian. */
export type Asked = { number: number; generation: number; email: string; toGuardian: boolean }

export const confirmationOf = (db: Db, personId: string): Promise<PersonConfirmation | undefined> =>
  db
    .selectFrom("people.person as p")
    .leftJoin("people.confirmation as c", "c.person_id", "p.id")
    .select([
      "p.confirmed_on as confirmedOn",
      "p.unconfirmed_on as unconfirmedOn",
      "c.asked_on as askedOn",
      "c.reminded_on as remindedOn",
      "c.answer",
      sql<string>`coalesce(c.words, '')`.as("words"),
      "c.settled_at as settledAt",
    ])
    .where("p.id", "=", personId)
    .executeTakeFirst()

/** The letter of a number, as its link knows it. */
export const letterByNumber = (db: Db, number: number) =>
  db
    .selectFrom("people.confirmation")
    .select(["person_id as personId", "guardian_id as guardianId", "generation", "asked_on as askedOn"])
    .select(["answer", "answered_at as answeredAt"])
    .where("number", "=", number)
    .executeTakeFirst()

/** Notes what came back; the first answer stays. @returns whether this was the first */
export async function saveAnswer(
  tx: Tx,
  personId: string,
  { answer, words = "", at }: { answer: CardAnswer; words?: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("people.confirmation")
    .set({ answer, words, answered_at: at })
    .where("person_id", "=", personId)
    .where("answered_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function saveSettled(tx: Tx, personId: string, at: Date): Promise<void> {
  await tx.updateTable("people.confirmation").set({ settled_at: at }).where("person_id", "=", personId).execute()
}

export async function saveConfirmed(tx: Tx, personId: string, on: string): Promise<void> {
  await tx
    .updateTable("people.person")
    .set({ confirmed_on: on, unconfirmed_on: null })
    .where("id", "=", personId)
    .execute()
}

const inReach = (reach: Reach) =>
  reach === "all"
    ? sql<boolean>`true`
    : sql<boolean>`(p.territory_id = ANY(${reach.territories}::bigint[]) OR EXISTS (SELECT FROM people.affiliation a
        WHERE a.person_id = p.id AND a.party_id = ANY(${reach.parties}::bigint[])))`

/** What waits for somebody with this reach, the oldest letters first. */
export const waitingAnswers = (
  db: Db,
  reach: Reach,
  page: { after: number; limit: number },
): Promise<WaitingAnswer[]> =>
  db
    .selectFrom("people.confirmation as c")
    .innerJoin("people.person as p", "p.id", "c.person_id")
    .select(["c.number", "c.person_id as personId", "c.answer", "c.words", "c.answered_at as at"])
    .where(sql<boolean>`c.answer IN ('changed', 'over') AND c.settled_at IS NULL`)
    .where(inReach(reach))
    .where("c.number", ">", page.after)
    .orderBy("c.number")
    .limit(page.limit)
    .$castTo<WaitingAnswer>()
    .execute()

const known = sql.raw("coalesce(p.confirmed_on, (p.created_at AT TIME ZONE 'UTC')::date)")
const asksFor = sql.raw("NOT p.demo AND p.consent_withdrawn_on IS NULL")
/** To whom a letter about a person goes: of a minor, the first guardian with an address. */
const reached = (today: string) => sql`
  CROSS JOIN LATERAL (SELECT p.birth_on > ${bornBy(18, today)}::date AS minor) age
  LEFT JOIN LATERAL (SELECT g.id, g.email FROM people.guardian g
    WHERE age.minor AND g.person_id = p.id AND g.email <> '' ORDER BY g.id LIMIT 1) g ON true
  CROSS JOIN LATERAL (SELECT CASE WHEN age.minor THEN coalesce(g.email, '') ELSE p.email END AS email) m`

/**
 * Notes whom to write to about its card and gives them out, once each whatever else goes round at the same time.
 * @param before cards that were confirmed, or else added, on this day or earlier
 */
export async function takeToAsk(tx: Tx, { before, today, limit }: { before: string; today: string; limit: number }) {
  const { rows } = await sql<Asked>`
    INSERT INTO people.confirmation AS c (person_id, guardian_id, email, asked_on)
    SELECT p.id, g.id, m.email, ${today}::date FROM people.person p ${reached(today)}
    WHERE ${asksFor} AND m.email <> '' AND ${known} <= ${before}::date
      AND NOT EXISTS (SELECT FROM people.confirmation l WHERE l.person_id = p.id AND l.asked_on > ${before}::date)
    ORDER BY p.id LIMIT ${limit}
    ON CONFLICT (person_id) DO UPDATE SET email = excluded.email, guardian_id = excluded.guardian_id,
      asked_on = excluded.asked_on, generation = c.generation + 1, reminded_on = NULL, answer = NULL,
      answered_at = NULL, words = '', settled_at = NULL
      WHERE c.asked_on <= ${before}::date
    RETURNING number, generation, email, guardian_id IS NOT NULL AS "toGuardian"`.execute(tx)
  return rows
}

/** The same for the one reminder. */
export async function takeToRemind(tx: Tx, { today, limit }: { today: string; limit: number }): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    UPDATE people.confirmation c SET reminded_on = ${today}::date
    WHERE c.reminded_on IS NULL AND c.answered_at IS NULL
      AND c.number IN (SELECT l.number FROM people.confirmation l JOIN people.person p ON p.id = l.person_id
        WHERE ${asksFor} AND l.reminded_on IS NULL AND l.answered_at IS NULL
          AND l.asked_on <= ${today}::date - ${reminderDays}::int ORDER BY l.asked_on LIMIT ${limit})
    RETURNING number, generation, email, guardian_id IS NOT NULL AS "toGuardian"`.execute(tx)
  return rows
}

/**
 * Marks cards whose confirmation is late, of so many people after an id: nobody to write to, or four weeks after the
 * letter.
 * @returns how many were marked, and the last id that was looked at; null at the end
 */
export async function markUnconfirmed(
  tx: Tx,
  { before, today, after, limit }: { before: string; today: string; after: string; limit: number },
): Promise<{ marked: number; last: string | null }> {
  const { rows } = await sql<{ marked: number; last: string | null }>`
    WITH part AS (SELECT id FROM people.person WHERE id > ${after}::uuid ORDER BY id LIMIT ${limit}),
    marked AS (
      UPDATE people.person u SET unconfirmed_on = ${today}::date WHERE u.unconfirmed_on IS NULL AND u.id IN (
        SELECT p.id FROM part JOIN people.person p USING (id) ${reached(today)}
        WHERE p.consent_withdrawn_on IS NULL AND p.unconfirmed_on IS NULL AND ${known} <= ${before}::date
          AND (m.email = '' OR p.demo OR EXISTS (SELECT FROM people.confirmation c
            WHERE c.person_id = p.id AND c.asked_on > ${before}::date
              AND c.asked_on <= ${today}::date - ${2 * reminderDays}::int)))
      RETURNING 1)
    SELECT (SELECT count(*)::int FROM marked) AS marked,
      (SELECT id FROM part ORDER BY id DESC LIMIT 1) AS last`.execute(tx)
  return rows[0]!
}
