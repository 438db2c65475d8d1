import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { StatusKind, Term } from "./status.ts"

export type NewStatus = Term & { kind: StatusKind; proof: string; link: string; institutionId: number | null }
/** `endedWhy`: in words, when it was ended before its term. */
export type PartyStatus = NewStatus & { id: number; endedWhy: string }

/** All statuses of an organisation, the latest first, ended ones included. */
export const statusesOf = (db: Db, partyId: number): Promise<PartyStatus[]> =>
  db
    .selectFrom("registry.party_status")
    .select([
      "id",
      "kind",
      "from_on as from",
      "until_on as until",
      "proof",
      "link",
      "institution_id as institutionId",
      "ended_why as endedWhy",
    ])
    .where("party_id", "=", partyId)
    .orderBy("from_on", (o) => o.desc().nullsLast())
    .orderBy("id", "desc")
    .execute()

/** What each of these organisations is recognised as on a day (YYYY-MM-DD); those without a status are left out. */
export async function statusesInForce(db: Db, partyIds: number[], on: string): Promise<Map<number, StatusKind[]>> {
  if (!partyIds.length) return new Map()
  const rows = await db
    .selectFrom("registry.party_status")
    .select(["party_id", "kind"])
    .where("party_id", "=", sql<number>`ANY(${partyIds})`)
    .where((eb) => eb.or([eb("from_on", "is", null), eb("from_on", "<=", on)]))
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">=", on)]))
    .orderBy("id")
    .execute()
  const kinds = new Map<number, StatusKind[]>()
  for (const { party_id, kind } of rows) kinds.set(party_id, [...(kinds.get(party_id) ?? []), kind])
  return kinds
}

export const insertStatus = (tx: Tx, partyId: number, status: NewStatus, at: Date): Promise<{ id: number }> =>
  tx
    .insertInto("registry.party_status")
    .values({
      party_id: partyId,
      kind: status.kind,
      from_on: status.from,
      until_on: status.until,
      proof: status.proof,
      link: status.link,
      institution_id: status.institutionId,
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()

/** The same for many. @returns each with its number */
export const insertStatuses = async (tx: Tx, given: (NewStatus & { partyId: number })[], at: Date) =>
  given.length
    ? tx
        .insertInto("registry.party_status")
        .values(
          given.map((status) => ({
            party_id: status.partyId,
            kind: status.kind,
            from_on: status.from,
            until_on: status.until,
            proof: status.proof,
            link: status.link,
            institution_id: status.institutionId,
            created_at: at,
          })),
        )
        .returning(["id", "party_id as partyId", "kind"])
        .execute()
    : []

export async function updateEnd(tx: Tx, id: number, until: string, why: string): Promise<void> {
  await tx.updateTable("registry.party_status").set({ until_on: until, ended_why: why }).where("id", "=", id).execute()
}

export async function deleteStatus(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("registry.party_status").where("id", "=", id).execute()
}

/** Removes those of these that nobody has ended. @returns ids of those that went */
export async function removeStatuses(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await tx
    .deleteFrom("registry.party_status")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("until_on", "is", null)
    .returning("id")
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Those of these ids that there are. */
export async function statusesLeft(db: Db, ids: number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom("registry.party_status")
    .select("id")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Units of an institution on a day (YYYY-MM-DD), in the order in which they came. */
export const unitsOf = (
  db: Db,
  institutionId: number,
  on: string,
  page: { after: number; limit: number },
): Promise<{ id: number; name: string }[]> =>
  db
    .selectFrom("registry.party_status as s")
    .innerJoin("registry.party as p", "p.id", "s.party_id")
    .select(["p.id", "p.name"])
    .distinct()
    .where("s.institution_id", "=", institutionId)
    .where("p.merged_into", "is", null)
    .where((eb) => eb.or([eb("s.from_on", "is", null), eb("s.from_on", "<=", on)]))
    .where((eb) => eb.or([eb("s.until_on", "is", null), eb("s.until_on", ">=", on)]))
    .where("p.id", ">", page.after)
    .orderBy("p.id")
    .limit(page.limit)
    .execute()
