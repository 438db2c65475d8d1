import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { DueReason } from "./retention.ts"

export type Due = { id: number; personId: string; reason: DueReason; keptUntil: string | null; keptWhy: string }

const lines = (db: Db) =>
  db
    .selectFrom("people.due")
    .select(["id", "person_id as personId", "reason", "kept_until as keptUntil", "kept_why as keptWhy"])

/**
 * The list in the order in which people came on it.
 * @param kept those whom somebody keeps until a day not past yet; otherwise those who wait for a word
 */
export const listDue = (
  db: Db,
  { kept, today, after = 0, limit }: { kept: boolean; today: string; after?: number; limit: number },
): Promise<Due[]> =>
  lines(db)
    .where((eb) =>
      kept ? eb("kept_until", ">=", today) : eb.or([eb("kept_until", "is", null), eb("kept_until", "<", today)]),
    )
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute()

/** All of the list, whoever is kept as well. */
export const everyDue = (db: Db, after: number, limit: number): Promise<Due[]> =>
  lines(db).where("id", ">", after).orderBy("id").limit(limit).execute()

/** The line of one person; undefined when no rule named it. */
export const dueOf = (db: Db, personId: string): Promise<Due | undefined> =>
  lines(db).where("person_id", "=", personId).executeTakeFirst()

export async function keepDue(
  tx: Tx,
  personId: string,
  { until, why, userId }: { until: string; why: string; userId: string | null },
): Promise<void> {
  await tx
    .updateTable("people.due")
    .set({ kept_until: until, kept_why: why, kept_by: userId })
    .where("person_id", "=", personId)
    .execute()
}

/** How many wait for a word; counting stops at `limit`. */
export async function countDue(db: Db, today: string, limit: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (SELECT FROM people.due
      WHERE kept_until IS NULL OR kept_until < ${today}::date LIMIT ${limit}) AS waiting`.execute(db)
  return rows[0]?.n ?? 0
}
