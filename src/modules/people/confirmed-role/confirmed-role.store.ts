import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { ConfirmedRole } from "./confirmed-role.ts"

/** Confirmed roles of these people, in force and ended, by person, the latest first. */
export async function rolesOf(db: Db, personIds: string[]): Promise<Map<string, ConfirmedRole[]>> {
  if (!personIds.length) return new Map()
  const rows = await db
    .selectFrom("people.confirmed_role")
    .select([
      "id",
      "person_id as personId",
      "role",
      "from_on as from",
      "until_on as until",
      "ground",
      "confirmed_at as confirmedAt",
      "confirmed_by as confirmedBy",
      "ended_why as endedWhy",
    ])
    .where("person_id", "=", sql<string>`ANY(${personIds}::uuid[])`)
    .orderBy("from_on", "desc")
    .orderBy("id", "desc")
    .execute()
  return Map.groupBy(rows, ({ personId }) => personId)
}

type NewRole = Pick<ConfirmedRole, "personId" | "role" | "until" | "ground"> & { from: string }

export const insertRole = (tx: Tx, one: NewRole, at: Date, userId: string | null): Promise<{ id: number }> =>
  tx
    .insertInto("people.confirmed_role")
    .values({
      person_id: one.personId,
      role: one.role,
      from_on: one.from,
      until_on: one.until,
      ground: one.ground,
      confirmed_at: at,
      confirmed_by: userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateRoleEnd(tx: Tx, id: number, until: string, why: string): Promise<void> {
  await tx.updateTable("people.confirmed_role").set({ until_on: until, ended_why: why }).where("id", "=", id).execute()
}
