import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Territory } from "./territory.ts"

const columns = ["id", "parent_id as parentId", "name", "kind"] as const

/** The whole tree; a region has a few hundred. */
export const allTerritories = (db: Db): Promise<Territory[]> =>
  db.selectFrom("registry.territory").select(columns).orderBy("id").execute()

export const insertTerritory = (
  tx: Tx,
  territory: Omit<Territory, "id">,
  demo: boolean,
): Promise<{ id: number } | undefined> =>
  tx
    .insertInto("registry.territory")
    .values({ parent_id: territory.parentId, name: territory.name, kind: territory.kind, demo })
    .onConflict((c) => c.columns(["parent_id", "name"]).doNothing())
    .returning("id")
    .executeTakeFirst()

export async function updateTerritory(tx: Tx, { id, parentId, name, kind }: Territory): Promise<void> {
  await tx.updateTable("registry.territory").set({ parent_id: parentId, name, kind }).where("id", "=", id).execute()
}

/** One change of the tree at a time, so that two moves never close a ring. */
export async function lockTerritories(tx: Tx): Promise<Territory[]> {
  return tx.selectFrom("registry.territory").select(columns).orderBy("id").forUpdate().execute()
}
