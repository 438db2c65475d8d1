import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import { removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { removeDocument } from "#platform/search/index.store.ts"
import { documentsOf } from "../paper/paper.store.ts"
import "../tables.ts"

/** Deletes a row unless something of other modules points at it: then it stays and is no longer an example. */
async function removeOrKeep(tx: Tx, table: "registry.party" | "registry.territory", id: number): Promise<boolean> {
  await sql`SAVEPOINT demo`.execute(tx)
  try {
    await tx.deleteFrom(table).where("id", "=", id).execute()
    return true
  } catch (err) {
    if ((err as { code?: string }).code !== "23503") throw err
    await sql`ROLLBACK TO SAVEPOINT demo`.execute(tx)
    await tx.updateTable(table).set({ demo: false }).where("id", "=", id).execute()
    return false
  }
}

/** Takes away the parties and territories of the demo world; those that real things have come to name stay. */
export async function removeDemoParties(tx: Tx, now: Date): Promise<void> {
  const parties = await tx
    .selectFrom("registry.party")
    .select(["id", "nature"])
    .where("demo", "=", true)
    // Those that were merged go before what they were merged into.
    .orderBy(sql`merged_into IS NULL`)
    .execute()
  for (const { id, nature } of parties) {
    const documents = await documentsOf(tx, id)
    if (!(await removeOrKeep(tx, "registry.party", id))) continue
    await removeDocument(tx, nature, String(id))
    await removeAttachmentsOf(tx, { kind: "party", id }, now)
    for (const document of documents) await removeAttachmentsOf(tx, { kind: "party_document", id: document.id }, now)
  }
  // Children before parents.
  const territories = await tx
    .selectFrom("registry.territory")
    .select("id")
    .where("demo", "=", true)
    .orderBy("id", "desc")
    .execute()
  for (const { id } of territories) await removeOrKeep(tx, "registry.territory", id)
}
