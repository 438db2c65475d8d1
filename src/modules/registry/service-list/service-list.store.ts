import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { ServiceList } from "./service-list.ts"
import "../tables.ts"

const columns = [
  "number",
  "document_name as documentName",
  "document_number as documentNumber",
  "document_date as documentDate",
  "link",
  "in_force_from as inForceFrom",
  "version",
  "approved_at as approvedAt",
] as const

/** All versions, the latest first; a list is approved every few years. */
export const allLists = (db: Db): Promise<ServiceList[]> =>
  db.selectFrom("registry.service_list").select(columns).orderBy("number", "desc").execute()

export const listByNumber = (db: Db, number: number): Promise<ServiceList | undefined> =>
  db.selectFrom("registry.service_list").select(columns).where("number", "=", number).executeTakeFirst()

/** The approved version in force on a day (YYYY-MM-DD). */
export const listOn = (db: Db, day: string): Promise<ServiceList | undefined> =>
  db
    .selectFrom("registry.service_list")
    .select(columns)
    .where("approved_at", "is not", null)
    .where("in_force_from", "<=", day)
    .orderBy("in_force_from", "desc")
    .limit(1)
    .executeTakeFirst()

/** All versions, locked until the transaction ends: one change of the list at a time. */
export async function lockLists(tx: Tx): Promise<ServiceList[]> {
  await sql`LOCK TABLE registry.service_list IN SHARE ROW EXCLUSIVE MODE`.execute(tx)
  return allLists(tx)
}

/** Starts a version as a copy of another one, with its services and criteria. */
export async function insertCopy(tx: Tx, number: number, of: number | undefined, at: Date, demo: boolean) {
  await tx.insertInto("registry.service_list").values({ number, created_at: at, demo }).execute()
  if (of === undefined) return
  await sql`
    INSERT INTO registry.service_entry (list_number, service_id, code, code_key, name, description)
    SELECT ${number}, service_id, code, code_key, name, description FROM registry.service_entry
    WHERE list_number = ${of}`.execute(tx)
  await sql`
    INSERT INTO registry.service_criterion (list_number, service_id, position, name, measured, how, threshold)
    SELECT ${number}, service_id, position, name, measured, how, threshold FROM registry.service_criterion
    WHERE list_number = ${of}`.execute(tx)
}

export type ListDocument = Pick<
  ServiceList,
  "documentName" | "documentNumber" | "documentDate" | "link" | "inForceFrom"
>

export async function updateDocument(tx: Tx, number: number, document: ListDocument): Promise<void> {
  await tx
    .updateTable("registry.service_list")
    .set((eb) => ({
      document_name: document.documentName,
      document_number: document.documentNumber,
      document_date: document.documentDate,
      link: document.link,
      in_force_from: document.inForceFrom,
      version: eb("version", "+", 1),
    }))
    .where("number", "=", number)
    .execute()
}

export async function markApproved(tx: Tx, number: number, at: Date): Promise<void> {
  await tx.updateTable("registry.service_list").set({ approved_at: at }).where("number", "=", number).execute()
}

/** Deletes a draft and the services that stood nowhere else. */
export async function deleteList(tx: Tx, number: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    SELECT service_id AS id FROM registry.service_entry WHERE list_number = ${number}`.execute(tx)
  await tx.deleteFrom("registry.service_list").where("number", "=", number).execute()
  await sql`
    DELETE FROM registry.service s WHERE id = ANY(${rows.map(({ id }) => id)}::bigint[])
    AND NOT EXISTS (SELECT FROM registry.service_entry e WHERE e.service_id = s.id)`.execute(tx)
}
