import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Centre } from "./centre.ts"

const columns = [
  "id",
  "party_id as partyId",
  "kind",
  "slug",
  "territory_id as territoryId",
  "parent_id as parentId",
  "about",
  "contacts",
  "opened_on as openedOn",
  "closed_on as closedOn",
  "closed_why as closedWhy",
] as const

/** The whole network, those that were closed included: a region has a few dozen. */
export const allCentres = (db: Db): Promise<Centre[]> =>
  db.selectFrom("network.centre").select(columns).orderBy("id").execute()

/** The same, locked: one change of the network at a time. */
export async function lockCentres(tx: Tx): Promise<Centre[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('farvater network'))`.execute(tx)
  return allCentres(tx)
}

const rowOf = (centre: Omit<Centre, "id">) => ({
  party_id: centre.partyId,
  kind: centre.kind,
  slug: centre.slug,
  territory_id: centre.territoryId,
  parent_id: centre.parentId,
  about: centre.about,
  contacts: centre.contacts,
  opened_on: centre.openedOn,
  closed_on: centre.closedOn,
  closed_why: centre.closedWhy,
})

export async function insertCentre(tx: Tx, centre: Omit<Centre, "id">, demo: boolean): Promise<number> {
  const row = await tx
    .insertInto("network.centre")
    .values({ ...rowOf(centre), demo })
    .returning("id")
    .executeTakeFirstOrThrow()
  return row.id
}

export const updateCentre = (tx: Tx, { id, ...centre }: Centre) =>
  tx.updateTable("network.centre").set(rowOf(centre)).where("id", "=", id).execute()

/** Takes away the centres of the example; one that real centres belong to loses only the mark. */
export async function deleteDemoCentres(tx: Tx): Promise<void> {
  await sql`UPDATE network.centre SET demo = false WHERE demo AND id IN
    (SELECT parent_id FROM network.centre WHERE NOT demo AND parent_id IS NOT NULL)`.execute(tx)
  await sql`UPDATE network.centre SET parent_id = NULL WHERE demo`.execute(tx)
  await sql`DELETE FROM network.centre WHERE demo`.execute(tx)
}
