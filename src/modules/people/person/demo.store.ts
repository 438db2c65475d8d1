import type { Tx } from "#platform/db.ts"
import { removeDocument } from "#platform/search/search.ts"
import "../tables.ts"

/** Takes away the people of the demo world with all that is kept of them. */
export async function removeDemoPeople(tx: Tx): Promise<void> {
  const gone = await tx.deleteFrom("people.person").where("demo", "=", true).returning("id").execute()
  for (const { id } of gone) await removeDocument(tx, "person", id)
}
