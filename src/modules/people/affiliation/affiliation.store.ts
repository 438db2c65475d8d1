import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Affiliation } from "./affiliation.ts"

const columns = [
  "id",
  "person_id as personId",
  "party_id as partyId",
  "role",
  "post",
  "from_on as from",
  "until_on as until",
  "ended_why as endedWhy",
] as const

/** Where these people belong and belonged, by person, the latest first; without those that a merge has set aside. */
export async function affiliationsOf(db: Db, personIds: string[]): Promise<Map<string, Affiliation[]>> {
  if (!personIds.length) return new Map()
  const rows = await db
    .selectFrom("people.affiliation")
    .select(columns)
    .where("person_id", "=", sql<string>`ANY(${personIds}::uuid[])`)
    .where("aside", "=", false)
    .orderBy("from_on", (o) => o.desc().nullsLast())
    .orderBy("id", "desc")
    .execute()
  return Map.groupBy(rows, ({ personId }) => personId)
}

/** Who belongs to a party on a day, YYYY-MM-DD: its head first, then by role. */
export const peopleOfParty = (db: Db, partyId: number, on: string, limit: number): Promise<Affiliation[]> =>
  db
    .selectFrom("people.affiliation")
    .select(columns)
    .where("party_id", "=", partyId)
    .where("aside", "=", false)
    .where((eb) => eb.or([eb("from_on", "is", null), eb("from_on", "<=", on)]))
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">=", on)]))
    .orderBy(sql`array_position(ARRAY['head', 'curator', 'contact'], role)`, (o) => o.asc().nullsLast())
    .orderBy("id")
    .limit(limit)
    .execute()

export const insertAffiliation = (
  tx: Tx,
  affiliation: Omit<Affiliation, "id" | "endedWhy">,
  at: Date,
): Promise<{ id: number }> =>
  tx
    .insertInto("people.affiliation")
    .values({
      person_id: affiliation.personId,
      party_id: affiliation.partyId,
      role: affiliation.role,
      post: affiliation.post,
      from_on: affiliation.from,
      until_on: affiliation.until,
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateEnd(tx: Tx, id: number, until: string, why: string): Promise<void> {
  await tx.updateTable("people.affiliation").set({ until_on: until, ended_why: why }).where("id", "=", id).execute()
}

export async function deleteAffiliation(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("people.affiliation").where("id", "=", id).execute()
}
