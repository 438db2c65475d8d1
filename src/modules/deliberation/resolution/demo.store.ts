import { type RawBuilder, sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { removeDocument } from "#platform/search/search.ts"
import "../tables.ts"

/** Ids of the resolutions that belong to the example. */
export async function demoResolutions(db: Db): Promise<number[]> {
  const rows = await db.selectFrom("deliberation.resolution").select("id").where("demo", "=", true).execute()
  return rows.map((r) => r.id)
}

/** Deletes the example's resolutions with all that hangs on them. Only what is marked as an example is ever deleted. */
export async function removeDemoResolutions(tx: Tx): Promise<void> {
  const ids = await demoResolutions(tx)
  if (!ids.length) return
  const { rows } = await sql<{
    id: number
  }>`SELECT id FROM deliberation.item WHERE resolution_id = ANY(${ids})`.execute(tx)
  const items = rows.map((r) => r.id)
  for (const id of items) await removeDocument(tx, "item", String(id))
  for (const id of ids) await removeDocument(tx, "resolution", String(id))
  const steps: RawBuilder<unknown>[] = [
    sql`DELETE FROM deliberation.amendment_change WHERE item_id = ANY(${items})`,
    sql`UPDATE deliberation.item SET removed_by = NULL WHERE id = ANY(${items}) AND removed_by IS NOT NULL`,
    sql`DELETE FROM deliberation.amendment WHERE resolution_id = ANY(${ids})`,
    sql`DELETE FROM deliberation.addressee WHERE item_id = ANY(${items})`,
    sql`DELETE FROM deliberation.direction WHERE item_id = ANY(${items})`,
    sql`DELETE FROM deliberation.closing WHERE item_id = ANY(${items})`,
    sql`UPDATE deliberation.item SET parent_id = NULL WHERE id = ANY(${items})`,
    sql`DELETE FROM deliberation.item WHERE id = ANY(${items})`,
    sql`DELETE FROM deliberation.adoption WHERE resolution_id = ANY(${ids})`,
    sql`DELETE FROM deliberation.resolution WHERE id = ANY(${ids})`,
  ]
  for (const step of steps) await step.execute(tx)
}
