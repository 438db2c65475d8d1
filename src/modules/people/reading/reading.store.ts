import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { namesOfUsers } from "#platform/session/user/user.store.ts"
import "../tables.ts"
import type { Reader } from "../person/fields.ts"
import { sameReadingMinutes, type Way } from "./reading.ts"

export type Reading = { id: number; at: Date; userName: string | null; reader: Reader; what: Way }

/** Writes down that one user read the data of these people, once for a short while. */
export async function insertReadings(
  db: Db,
  personIds: string[],
  { userId, reader, what, at }: { userId: string; reader: string; what: Way; at: Date },
): Promise<void> {
  const since = new Date(at.getTime() - sameReadingMinutes * 60_000)
  await sql`
    INSERT INTO people.reading (at, person_id, user_id, reader, what)
    SELECT ${at}, p.id, ${userId}, ${reader}, ${what} FROM unnest(${personIds}::uuid[]) AS p (id)
    WHERE NOT EXISTS (
      SELECT FROM people.reading r
      WHERE r.person_id = p.id AND r.user_id = ${userId} AND r.what = ${what} AND r.at > ${since})`.execute(db)
}

/** Who read a person's data, the latest first. @param before read on from this line's id */
export async function readingsOf(
  db: Db,
  personId: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<Reading[]> {
  const rows = await db
    .selectFrom("people.reading")
    .select(["id", "at", "user_id as userId", "reader", "what"])
    .where("person_id", "=", personId)
    .where("id", "<", before)
    .orderBy("id", "desc")
    .limit(limit)
    .execute()
  const names = await namesOfUsers(
    db,
    rows.map(({ userId }) => userId),
  )
  return rows.map(({ userId, ...row }) => ({ ...row, userName: names.get(userId ?? "") ?? null }))
}
