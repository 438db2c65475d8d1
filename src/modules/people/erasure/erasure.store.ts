import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { namesOfUsers } from "#platform/session/user/user.store.ts"
import "../tables.ts"
import { everythingOf } from "../own-data/own-data.store.ts"
import type { Basis, Erasure } from "./erasure.ts"

/** How many rows of which kind are kept of a person. */
export async function countEverything(tx: Tx, personId: string): Promise<Record<string, number>> {
  const kept = await everythingOf(tx, personId)
  return Object.fromEntries(Object.entries(kept).map(([table, found]) => [table, found.length]))
}

/** Consents of a person, whose scans go with them; those that a merge has set aside, too. */
export async function consentIdsOf(tx: Tx, personId: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM people.consent WHERE person_id = ${personId}
    UNION ALL SELECT (c->>'id')::bigint
      FROM people.merge m, jsonb_array_elements(m.aside->'people.consent') AS c WHERE m.person_id = ${personId}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export async function insertErasure(
  tx: Tx,
  act: {
    number: number
    at: Date
    userId: string | null
    basis: Basis
    reason: string
    destroyed: Record<string, number>
  },
): Promise<void> {
  const { userId, destroyed, ...rest } = act
  await tx
    .insertInto("people.erasure")
    .values({ ...rest, user_id: userId, destroyed: JSON.stringify(destroyed) })
    .execute()
}

const acts = (db: Db) =>
  db.selectFrom("people.erasure").select(["number", "at", "user_id as userId", "basis", "reason", "destroyed"])

async function named(db: Db, found: (Omit<Erasure, "userName"> & { userId: string | null })[]): Promise<Erasure[]> {
  const names = await namesOfUsers(
    db,
    found.map(({ userId }) => userId),
  )
  return found.map(({ userId, ...act }) => ({ ...act, userName: names.get(userId ?? "") ?? null }))
}

/** Acts, the latest first. @param before read on from this number */
export const listErasures = async (db: Db, limit: number, before?: number): Promise<Erasure[]> =>
  named(
    db,
    await acts(db)
      .$if(before !== undefined, (q) => q.where("number", "<", before!))
      .orderBy("number", "desc")
      .limit(limit)
      .execute(),
  )

/** One act; undefined when there is none of this number. */
export const erasureByNumber = async (db: Db, number: number): Promise<Erasure | undefined> =>
  (await named(db, await acts(db).where("number", "=", number).execute()))[0]
