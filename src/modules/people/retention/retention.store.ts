import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { monthsEarlier } from "#platform/workdays/day-steps.ts"
import "../tables.ts"
import type { Named, Retention } from "./retention.ts"

export const loadRetention = (db: Db): Promise<Retention> =>
  db
    .selectFrom("people.retention")
    .select(["idle_months as idleMonths", "withdrawn_days as withdrawnDays", "reading_months as readingMonths"])
    .executeTakeFirstOrThrow()

export async function lockRetention(tx: Tx): Promise<Retention> {
  await sql`SELECT FROM people.retention FOR UPDATE`.execute(tx)
  return loadRetention(tx)
}

export async function saveRetention(tx: Tx, { idleMonths, withdrawnDays, readingMonths }: Retention): Promise<void> {
  await tx
    .updateTable("people.retention")
    .set({ idle_months: idleMonths, withdrawn_days: withdrawnDays, reading_months: readingMonths })
    .execute()
}

/**
 * Whom the rules name by what this module keeps, in the order of ids; what happened lately is asked for elsewhere.
 * @param who these people, or a part of everybody after an id
 */
export async function namedByRules(
  db: Db,
  { idleMonths }: Pick<Retention, "idleMonths">,
  today: string,
  who: { ids: string[] } | { after: string; limit: number },
): Promise<Named[]> {
  const before = monthsEarlier(today, idleMonths)
  const { rows } = await sql<Named>`
    SELECT p.id AS "personId", seen.day AS since,
      CASE WHEN p.consent_withdrawn_on IS NULL THEN 'idle' ELSE 'consent_withdrawn' END AS reason
    FROM people.person p CROSS JOIN LATERAL (
      SELECT coalesce(p.consent_withdrawn_on, greatest(
        p.created_at::date,
        (SELECT max(a.until_on) FROM people.affiliation a WHERE a.person_id = p.id),
        (SELECT max(c.ended_at)::date FROM people.consent c WHERE c.person_id = p.id))) AS day) seen
    WHERE ${"ids" in who ? sql`p.id = ANY(${who.ids}::uuid[])` : sql`p.id > ${who.after}::uuid`}
      AND (p.consent_withdrawn_on IS NOT NULL OR (
        ${idleMonths > 0} AND p.user_id IS NULL AND seen.day < ${before}::date
        AND NOT EXISTS (SELECT FROM people.affiliation a
          WHERE a.person_id = p.id AND (a.until_on IS NULL OR a.until_on >= ${today}::date))
        AND NOT EXISTS (SELECT FROM people.consent c WHERE c.person_id = p.id AND c.ended_at IS NULL)))
    ORDER BY p.id LIMIT ${"ids" in who ? who.ids.length : who.limit}`.execute(db)
  return rows
}

/** People who took their consent to processing back, in the order of ids after one. */
export async function withdrawnPeople(db: Db, after: string, limit: number): Promise<Named[]> {
  const rows = await db
    .selectFrom("people.person")
    .select(["id as personId", "consent_withdrawn_on as since"])
    .where("consent_withdrawn_on", "is not", null)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute()
  return rows.map(({ personId, since }) => ({ personId, since: since!, reason: "consent_withdrawn" }))
}

/** Puts people on the list; whoever is there for the same reason stays as it is. @returns how many are new */
export async function insertDue(tx: Tx, named: Named[], at: Date): Promise<number> {
  if (!named.length) return 0
  const { numAffectedRows } = await sql`
    INSERT INTO people.due (person_id, reason, found_at)
    SELECT n.id, n.reason, ${at}
    FROM unnest(${named.map((one) => one.personId)}::uuid[], ${named.map((one) => one.reason)}::text[]) AS n (id, reason)
    JOIN people.person p ON p.id = n.id
    ON CONFLICT (person_id) DO UPDATE
      SET reason = excluded.reason, found_at = excluded.found_at, kept_until = NULL, kept_why = '', kept_by = NULL
      WHERE people.due.reason <> excluded.reason`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function deleteDue(tx: Tx, personIds: string[]): Promise<void> {
  await tx.deleteFrom("people.due").where("person_id", "in", personIds).execute()
}

/** Removes lines of the journal of readings from before an instant, a part at a time. @returns how many */
export async function deleteReadings(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM people.reading WHERE id IN
      (SELECT id FROM people.reading WHERE at < ${before} ORDER BY at LIMIT ${limit})`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
