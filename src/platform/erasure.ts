import type { Tx } from "#platform/db.ts"
import { removeDocuments } from "#platform/search/index.store.ts"
import "#platform/tables.ts"

/**
 * Erases what the platform holds of people: old and new values in the journal, what the search found of them. The row
 * that stays says whose data are no more; modules that keep people delete theirs by a trigger on it, so that restoring
 * an old backup erases them as well (`backup/erasures.ts`).
 */
export async function erasePeople(tx: Tx, ids: string[], at: Date): Promise<void> {
  if (!ids.length) return
  await tx.deleteFrom("platform.event_value").where("person_id", "in", ids).execute()
  await removeDocuments(tx, "person", ids)
  await tx
    .insertInto("platform.erased_person")
    .values(ids.map((person_id) => ({ person_id, at })))
    .onConflict((c) => c.doNothing())
    .execute()
}
