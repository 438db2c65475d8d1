import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import { removeDocument } from "#platform/search/index.store.ts"
import { indexServices } from "./index-services.ts"

/** Takes away the example's versions of the list and its services. */
export async function removeDemoServices(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom("registry.service_list").where("demo", "=", true).execute()
  // What a version of people's own has taken over stays.
  const { rows } = await sql<{ id: number }>`
    DELETE FROM registry.service s WHERE demo
    AND NOT EXISTS (SELECT FROM registry.service_entry e WHERE e.service_id = s.id) RETURNING id`.execute(tx)
  for (const { id } of rows) await removeDocument(tx, "service", String(id))
  await indexServices(tx, now.toISOString().slice(0, 10))
}
