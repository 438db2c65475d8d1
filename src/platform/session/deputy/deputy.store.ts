import type { Role } from "#platform/actor.ts"
import type { Db, Tx } from "#platform/db.ts"
import { notFound } from "#platform/refusal.ts"
import "../tables.ts"

const grants = (db: Db | Tx) =>
  db
    .selectFrom("platform.app_grant as g")
    .innerJoin("platform.app_user as u", "u.id", "g.user_id")
    .select(["g.id", "g.user_id", "g.role", "g.scope_kind", "g.scope_id", "g.from_at", "g.until_at", "g.deputy_of"])
    .select("u.name as holder")

/** A grant that holds now or later, held until the transaction ends. @throws Refusal 404 when there is none */
export async function lockGrant(tx: Tx, id: number, now: Date) {
  const row = await grants(tx)
    .where("g.id", "=", id)
    .where((eb) => eb.or([eb("g.until_at", "is", null), eb("g.until_at", ">", now)]))
    .forUpdate("g")
    .executeTakeFirst()
  if (!row) throw notFound()
  return { ...row, role: row.role as Role }
}

/** A grant by its id, over or not. */
export const findGrant = (db: Db | Tx, id: number) => grants(db).where("g.id", "=", id).executeTakeFirst()

/** Deputies of grants, now or later, with their names. */
export const deputiesOf = (db: Db | Tx, ids: number[], now: Date) =>
  ids.length
    ? grants(db).where("g.deputy_of", "in", ids).where("g.until_at", ">", now).orderBy("g.from_at").execute()
    : Promise.resolve([])

/** Ends a grant now; one that has not begun never does. */
export const endNow = (tx: Tx, id: number, now: Date) =>
  tx
    .updateTable("platform.app_grant")
    .set((eb) => ({ until_at: eb.fn<Date>("greatest", ["from_at", eb.val(now)]) }))
    .where("id", "=", id)
    .execute()
