import type { Db, Tx } from "#platform/db.ts"
import { openColumns } from "../party/party.store.ts"
import "../tables.ts"

/** When a party ended, YYYY-MM-DD, and who went on with its work; nulls while it is there. */
export type Ending = { endedOn: string | null; successorId: number | null }
const endings = (db: Db) =>
  db.selectFrom("registry.party").select(["id", "ended_on as endedOn", "successor_id as successorId"])

export const endingOf = (db: Db, id: number): Promise<Ending | undefined> =>
  endings(db).where("id", "=", id).executeTakeFirst()

/** Locks the party until the transaction ends. */
export const endingForUpdate = (tx: Tx, id: number): Promise<Ending | undefined> =>
  endings(tx).where("id", "=", id).forUpdate().executeTakeFirst()

export const saveEnding = (tx: Tx, id: number, { endedOn, successorId }: Ending) =>
  tx
    .updateTable("registry.party")
    .set((x) => ({ ended_on: endedOn, successor_id: successorId, version: x("version", "+", 1) }))
    .where("id", "=", id)
    .execute()

/** When a party ended, who went on with its work, and whose work it went on with, by name. */
export async function successionOf(db: Db, id: number) {
  const parties = db.selectFrom("registry.party").select(openColumns)
  const { endedOn = null, successorId = null } = (await endingOf(db, id)) ?? {}
  const successor = successorId === null ? undefined : await parties.where("id", "=", successorId).executeTakeFirst()
  const predecessors = await parties
    .where("successor_id", "=", id)
    .where("merged_into", "is", null)
    .orderBy("folded_name")
    .limit(20)
    .execute()
  return { endedOn, successor, predecessors }
}
export type Succession = Awaited<ReturnType<typeof successionOf>>

/** Whether `from`, or who went on after it, ends in `to`: then `to` cannot be followed by `from`. */
export async function leadsTo(db: Db, from: number, to: number): Promise<boolean> {
  const seen = new Set<number>()
  for (let id: number | null = from; id !== null && !seen.has(id); id = (await endingOf(db, id))?.successorId ?? null) {
    if (id === to) return true
    seen.add(id)
  }
  return false
}
