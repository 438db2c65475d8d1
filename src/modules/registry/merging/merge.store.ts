import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Moved } from "#platform/references/reference.store.ts"
import { allColumns, type OpenParty, openColumns, type Party } from "../party/party.store.ts"
import "../tables.ts"
import { markDue } from "../duplicate/keys.store.ts"
import { partyShelf } from "../duplicate/party-shelf.ts"
import type { Before, MergeField } from "./merge.ts"

export type Merge = {
  number: number
  survivorId: number
  mergedId: number
  userId: string | null
  at: Date
  taken: MergeField[]
  before: Before
  moved: Moved & { directions: { survivor: number[]; merged: number[] } }
}

const columns = [
  "number",
  "survivor_id as survivorId",
  "merged_id as mergedId",
  "user_id as userId",
  "at",
  "taken",
  "before",
  "moved",
] as const

const inForce = (db: Db) =>
  db.selectFrom("registry.merge").select(columns).where("undone_at", "is", null).$castTo<Merge>()

/** Into what a card was merged; undefined when it stands by itself. */
export const mergeOf = (db: Db, mergedId: number): Promise<Merge | undefined> =>
  inForce(db).where("merged_id", "=", mergedId).executeTakeFirst()

/** What was merged into a card and is not apart again, the latest first. */
export const mergesInto = (db: Db, survivorId: number): Promise<Merge[]> =>
  inForce(db).where("survivor_id", "=", survivorId).orderBy("number", "desc").limit(20).execute()

export const insertMerge = (tx: Tx, merge: Omit<Merge, "number">): Promise<{ number: number }> =>
  tx
    .insertInto("registry.merge")
    .values({
      survivor_id: merge.survivorId,
      merged_id: merge.mergedId,
      user_id: merge.userId,
      at: merge.at,
      taken: merge.taken,
      before: JSON.stringify(merge.before),
      moved: JSON.stringify(merge.moved),
    })
    .returning("number")
    .executeTakeFirstOrThrow()

export async function endMerge(tx: Tx, number: number, at: Date): Promise<void> {
  await tx.updateTable("registry.merge").set({ undone_at: at }).where("number", "=", number).execute()
}

/** The card into which this one went, to which its address leads; undefined when it went into none. */
export const wentInto = (db: Db, id: number): Promise<OpenParty | undefined> =>
  db
    .selectFrom("registry.party")
    .select(openColumns)
    .where("id", "=", (eb) => eb.selectFrom("registry.party").select("merged_into").where("id", "=", id))
    .executeTakeFirst()

/** Merged cards as they lie, by id. */
export async function mergedParties(db: Db, ids: number[]): Promise<Map<number, Party>> {
  const rows = await db
    .selectFrom("registry.party")
    .select(allColumns)
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("merged_into", "is not", null)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Locks two cards in one order, whoever asks first. */
export async function lockBoth(tx: Tx, ids: [number, number]): Promise<void> {
  await tx
    .selectFrom("registry.party")
    .select("id")
    .where("id", "=", sql<number>`ANY(${ids})`)
    .orderBy("id")
    .forUpdate()
    .execute()
}

/** Frees the name and the ИНН of a card, so that another one can take them in the same transaction. */
export async function setNamesFree(tx: Tx, id: number): Promise<void> {
  await sql`UPDATE registry.party SET folded_name = '*' || id, inn = '' WHERE id = ${id}`.execute(tx)
}

export async function setMergedInto(tx: Tx, id: number, into: number | null): Promise<void> {
  await tx.updateTable("registry.party").set({ merged_into: into }).where("id", "=", id).execute()
  await markDue(tx, partyShelf, [id])
}

/** Takes away texts that nobody wrote, when a card that had none gave back what it took. */
export async function removeEmptyProfile(tx: Tx, partyId: number): Promise<void> {
  await sql`
    DELETE FROM registry.party_profile WHERE party_id = ${partyId} AND NOT trusted AND logo IS NULL
      AND concat(mission, about, public_email, public_phone, public_address, opening_hours, links) = ''`.execute(tx)
}
