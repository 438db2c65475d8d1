import { sql } from "kysely"
import { jsonArrayFrom } from "kysely/helpers/postgres"
import type { Db, Tx } from "#platform/db.ts"
import { type Criterion, codeKey, type Entry } from "../service-list/service-list.ts"
import "../tables.ts"

const entries = (db: Db) =>
  db
    .selectFrom("registry.service_entry as e")
    .select((eb) => [
      "e.service_id as id",
      "e.code",
      "e.name",
      "e.description",
      "e.version",
      jsonArrayFrom(
        eb
          .selectFrom("registry.service_criterion as k")
          .select(["k.name", "k.measured", "k.how", "k.threshold"])
          .whereRef("k.list_number", "=", "e.list_number")
          .whereRef("k.service_id", "=", "e.service_id")
          .orderBy("k.position"),
      ).as("criteria"),
    ])

/** All services of a version by code, with their criteria: five hundred at most. */
export const entriesOf = (db: Db, list: number): Promise<Entry[]> =>
  entries(db).where("e.list_number", "=", list).orderBy("e.code_key").execute()

/** A service as a version has it. */
export const entryOf = (db: Db, list: number, service: number): Promise<Entry | undefined> =>
  entries(db).where("e.list_number", "=", list).where("e.service_id", "=", service).executeTakeFirst()

/** Code and name of services as a version of the list has them, by id; those that it does not have are left out. */
export async function serviceNames(
  db: Db,
  list: number,
  ids: number[],
): Promise<Map<number, Pick<Entry, "code" | "name">>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("registry.service_entry")
    .select(["service_id as id", "code", "name"])
    .where("list_number", "=", list)
    .where("service_id", "=", sql<number>`ANY(${ids})`)
    .execute()
  return new Map(rows.map(({ id, ...entry }) => [id, entry]))
}

/** Code and name of services as the latest approved version that has each says them. */
export async function serviceNamesEver(db: Db, ids: number[]): Promise<Map<number, Pick<Entry, "code" | "name">>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("registry.service_entry as e")
    .innerJoin("registry.service_list as l", "l.number", "e.list_number")
    .select(["e.service_id as id", "e.code", "e.name"])
    .where("e.service_id", "=", sql<number>`ANY(${ids})`)
    .where("l.approved_at", "is not", null)
    .orderBy("l.number")
    .execute()
  return new Map(rows.map(({ id, ...entry }) => [id, entry]))
}

/** The approved versions that have a service, the latest first, each with the words it has for it. */
export const versionsOf = (db: Db, service: number) =>
  db
    .selectFrom("registry.service_entry as e")
    .innerJoin("registry.service_list as l", "l.number", "e.list_number")
    .select(["l.number", "l.in_force_from as inForceFrom", "e.code", "e.name"])
    .where("e.service_id", "=", service)
    .where("l.approved_at", "is not", null)
    .orderBy("l.number", "desc")
    .execute()

export const insertService = (tx: Tx, demo: boolean): Promise<{ id: number }> =>
  tx.insertInto("registry.service").values({ demo }).returning("id").executeTakeFirstOrThrow()

type Words = { code: string; name: string; description: string; criteria: Criterion[] }

/** Writes what a draft says of a service, in place of what it said. */
export async function writeEntry(tx: Tx, list: number, id: number, { code, name, description, criteria }: Words) {
  const words = { code, code_key: codeKey(code), name, description }
  await tx
    .insertInto("registry.service_entry")
    .values({ list_number: list, service_id: id, ...words })
    .onConflict((c) =>
      c.columns(["list_number", "service_id"]).doUpdateSet({ ...words, version: sql`service_entry.version + 1` }),
    )
    .execute()
  await tx
    .deleteFrom("registry.service_criterion")
    .where("list_number", "=", list)
    .where("service_id", "=", id)
    .execute()
  if (criteria.length)
    await tx
      .insertInto("registry.service_criterion")
      .values(criteria.map((one, i) => ({ list_number: list, service_id: id, position: i + 1, ...one })))
      .execute()
}

/** Strikes a service from a draft; one that stands in no other version is gone. */
export async function deleteEntry(tx: Tx, list: number, id: number): Promise<void> {
  await tx.deleteFrom("registry.service_entry").where("list_number", "=", list).where("service_id", "=", id).execute()
  await sql`
    DELETE FROM registry.service s WHERE id = ${id}
    AND NOT EXISTS (SELECT FROM registry.service_entry e WHERE e.service_id = s.id)`.execute(tx)
}

/** Services that some version has and this one has not. */
export const servicesOutside = (db: Db, list: number | undefined) =>
  db
    .selectFrom("registry.service as s")
    .select("s.id")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("registry.service_entry as e")
            .select("e.code")
            .whereRef("e.service_id", "=", "s.id")
            .where("e.list_number", "=", list ?? 0),
        ),
      ),
    )
    .execute()
