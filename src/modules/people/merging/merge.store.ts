import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Moved } from "#platform/references/reference.store.ts"
import "../tables.ts"
import type { Fields, MergeField } from "./merge.ts"

export type Rows = Record<string, unknown>[]
export type Merge = {
  number: number
  personId: string
  mergedId: string
  userId: string | null
  at: Date
  taken: MergeField[]
  before: Partial<Fields> & { withdrawnOn: string | null }
  /** The row of the card that went, as it was. */
  merged: Record<string, unknown>
  aside: Record<string, Rows>
  moved: Moved
}

const merges = (db: Db) =>
  db
    .selectFrom("people.merge")
    .select(["number", "person_id as personId", "merged_id as mergedId", "user_id as userId", "at"])
    .select(["taken", "before", "merged", "aside", "moved"])
    .$castTo<Merge>()

/** What was merged into a card, the latest first. */
export const mergesInto = (db: Db, personId: string): Promise<Merge[]> =>
  merges(db).where("person_id", "=", personId).orderBy("number", "desc").limit(20).execute()

/** Into which card this one went; undefined when it went into none. */
export const wentInto = (db: Db, id: string): Promise<{ id: string } | undefined> =>
  db.selectFrom("people.merge").select("person_id as id").where("merged_id", "=", id).executeTakeFirst()

export const insertMerge = (tx: Tx, merge: Omit<Merge, "number">): Promise<{ number: number }> =>
  tx
    .insertInto("people.merge")
    .values({
      person_id: merge.personId,
      merged_id: merge.mergedId,
      user_id: merge.userId,
      at: merge.at,
      taken: merge.taken,
      before: JSON.stringify(merge.before),
      merged: JSON.stringify(merge.merged),
      aside: JSON.stringify(merge.aside),
      moved: JSON.stringify(merge.moved),
    })
    .returning("number")
    .executeTakeFirstOrThrow()

export async function deleteMerge(tx: Tx, number: number): Promise<void> {
  await tx.deleteFrom("people.merge").where("number", "=", number).execute()
}

/** Takes rows of a person out of a table. */
export async function takeOut(tx: Tx, table: string, column: string, id: string): Promise<Rows> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    DELETE FROM ${sql.table(table)} AS t WHERE ${sql.ref(column)} = ${id} RETURNING to_jsonb(t) AS row`.execute(tx)
  return rows.map(({ row }) => row)
}

/** Puts rows back as they were taken out; a column that came since has its default. */
export async function putBack(tx: Tx, table: string, rows: Rows): Promise<void> {
  for (const row of rows) {
    const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
    await sql`
      INSERT INTO ${sql.table(table)} (${columns}) OVERRIDING SYSTEM VALUE
      SELECT ${columns} FROM jsonb_populate_record(NULL::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(
      tx,
    )
  }
}

/** Pairs with a card that somebody said to be different people; they go with its row. */
export async function toldApart(tx: Tx, id: string): Promise<Rows> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    SELECT to_jsonb(a) AS row FROM people.alike a WHERE state = 'different' AND (lesser = ${id} OR greater = ${id})`.execute(
    tx,
  )
  return rows.map(({ row }) => row)
}

/** Tells apart again those pairs both of whom are there. */
export async function tellApartAgain(tx: Tx, pairs: Rows): Promise<void> {
  await sql`
    INSERT INTO people.alike SELECT r.* FROM jsonb_populate_recordset(NULL::people.alike, ${JSON.stringify(pairs)}::jsonb) r
    WHERE EXISTS (SELECT FROM people.person WHERE id = r.lesser) AND EXISTS (SELECT FROM people.person WHERE id = r.greater)
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Which of these guardians are still there. */
export async function guardiansLeft(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await tx.selectFrom("people.guardian").select("id").where("id", "=", sql<number>`ANY(${ids})`).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Consents that were taken back on a card since an instant, as their rows say it. */
export async function takenBackSince(tx: Tx, personId: string, since: Date): Promise<Rows> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    SELECT to_jsonb(c) AS row FROM people.consent c
    WHERE person_id = ${personId} AND ended_how = 'withdrawn' AND ended_at >= ${since}`.execute(tx)
  return rows.map(({ row }) => row)
}

/** Marks a card whose data are to be erased, though no consent of its own says so. */
export async function setWithdrawn(tx: Tx, personId: string, day: string | null): Promise<void> {
  await tx.updateTable("people.person").set({ consent_withdrawn_on: day }).where("id", "=", personId).execute()
}

export async function setAccount(tx: Tx, personId: string, userId: string | null): Promise<void> {
  await tx.updateTable("people.person").set({ user_id: userId }).where("id", "=", personId).execute()
}
