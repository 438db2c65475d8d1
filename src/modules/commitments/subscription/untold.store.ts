import type { Tx } from "#platform/db.ts"
import type { UntoldChangeTable } from "./tables.ts"

export type Untold = { itemId: number; kind: UntoldChangeTable["kind"]; ref: number }

/** Keeps changes until they are told. @returns since when the first that is not told waits */
export async function keepUntold(tx: Tx, resolutionId: number, changes: Untold[], now: Date): Promise<Date> {
  await tx
    .insertInto("commitments.untold_change")
    .values(
      changes.map(({ itemId, kind, ref }) => ({ resolution_id: resolutionId, item_id: itemId, kind, ref, at: now })),
    )
    .execute()
  const { at } = await tx
    .selectFrom("commitments.untold_change")
    .select("at")
    .where("resolution_id", "=", resolutionId)
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow()
  return at
}

/** Takes all changes of a resolution that are not told yet, oldest first: they are told now or never. */
export async function takeUntold(tx: Tx, resolutionId: number): Promise<Untold[]> {
  const rows = await tx
    .deleteFrom("commitments.untold_change")
    .where("resolution_id", "=", resolutionId)
    .returning(["id", "item_id as itemId", "kind", "ref"])
    .execute()
  return rows.toSorted((a, b) => a.id - b.id)
}
