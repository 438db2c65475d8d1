import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { foldName, type Nature } from "../party/party.ts"
import type { Direction } from "./direction.ts"
import "../tables.ts"

const columns = ["d.id", "d.name_ru as nameRu", "d.name_en as nameEn", "d.position", "d.retired"] as const

const inOrder = (db: Db) =>
  db.selectFrom("registry.direction as d").select(columns).orderBy("d.position").orderBy("d.folded_name")

/** The whole catalogue in its order: a few dozen. */
export const allDirections = (db: Db): Promise<Direction[]> => inOrder(db).execute()

/** The same, locked: one change of the catalogue, or of what a party works in, at a time. */
export const lockDirections = (tx: Tx): Promise<Direction[]> => inOrder(tx).forUpdate().execute()

export type Counted = Record<Nature, number>

/** How many organisations and bodies work in each direction that any works in. */
export async function directionCounts(db: Db): Promise<Map<number, Counted>> {
  const rows = await db.selectFrom("registry.direction_count").selectAll().execute()
  const counts = new Map<number, Counted>()
  for (const { direction_id: id, nature, parties } of rows)
    counts.set(id, { ...(counts.get(id) ?? { organisation: 0, body: 0 }), [nature]: Number(parties) })
  return counts
}

const rowOf = ({ nameRu, nameEn, position, retired }: Omit<Direction, "id">) => ({
  name_ru: nameRu,
  name_en: nameEn,
  folded_name: foldName(nameRu),
  position,
  retired,
})

export const insertDirection = (tx: Tx, direction: Omit<Direction, "id">): Promise<{ id: number }> =>
  tx.insertInto("registry.direction").values(rowOf(direction)).returning("id").executeTakeFirstOrThrow()

export async function updateDirection(tx: Tx, { id, ...direction }: Direction): Promise<void> {
  await tx.updateTable("registry.direction").set(rowOf(direction)).where("id", "=", id).execute()
}

/** Deletes a direction that no party has. */
export async function deleteDirection(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("registry.direction").where("id", "=", id).execute()
}

/** What each of these parties works in, in the order of the catalogue; parties without any are left out. */
export async function directionsOf(db: Db, partyIds: number[]): Promise<Map<number, Direction[]>> {
  if (!partyIds.length) return new Map()
  const rows = await inOrder(db)
    .innerJoin("registry.party_direction as p", "p.direction_id", "d.id")
    .select("p.party_id as partyId")
    .where("p.party_id", "=", sql<number>`ANY(${partyIds})`)
    .execute()
  const found = new Map<number, Direction[]>()
  for (const { partyId, ...direction } of rows) found.set(partyId, [...(found.get(partyId) ?? []), direction])
  return found
}

/** Gives a party exactly these directions. */
export const writeDirections = (tx: Tx, partyId: number, ids: number[]): Promise<void> =>
  writeDirectionsOf(tx, [{ partyId, ids }])

/** The same for many parties. */
export async function writeDirectionsOf(tx: Tx, given: { partyId: number; ids: number[] }[]): Promise<void> {
  if (!given.length) return
  const pairs = given.flatMap(({ partyId, ids }) => ids.map((id) => ({ partyId, id })))
  const rows = sql`unnest(${pairs.map(({ partyId }) => partyId)}::bigint[], ${pairs.map(({ id }) => id)}::bigint[])`
  await sql`
    DELETE FROM registry.party_direction AS pd WHERE pd.party_id = ANY(${given.map(({ partyId }) => partyId)}::bigint[])
      AND (pd.party_id, pd.direction_id) NOT IN (SELECT * FROM ${rows})`.execute(tx)
  await sql`
    INSERT INTO registry.party_direction (party_id, direction_id, nature, folded_name)
    SELECT p.id, d.id, p.nature, p.folded_name FROM ${rows} AS d (party_id, id)
    JOIN registry.party p ON p.id = d.party_id ON CONFLICT DO NOTHING`.execute(tx)
}

/** Gives all parties of one direction another one. @returns how many had the first */
export async function moveParties(tx: Tx, from: number, into: number): Promise<number> {
  await sql`
    INSERT INTO registry.party_direction (party_id, direction_id, nature, folded_name)
    SELECT party_id, ${into}, nature, folded_name FROM registry.party_direction WHERE direction_id = ${from}
    ORDER BY party_id ON CONFLICT DO NOTHING`.execute(tx)
  const { numAffectedRows } = await sql`
    DELETE FROM registry.party_direction WHERE direction_id = ${from}`.execute(tx)
  return Number(numAffectedRows)
}

/** The next parties of a direction by id, as they are filed for search. */
export const partiesOfDirection = (db: Db, directionId: number, after: number, limit: number) =>
  db
    .selectFrom("registry.party_direction as d")
    .innerJoin("registry.party as p", "p.id", "d.party_id")
    .select(["p.id", "p.nature", "p.name", "p.short_name as shortName", "p.territory_id as territoryId"])
    .where("d.direction_id", "=", directionId)
    .where("d.party_id", ">", after)
    .orderBy("d.party_id")
    .limit(limit)
    .execute()

/** How many parties of a nature, or of both, work in a direction. */
export async function countOfDirection(db: Db, id: number, nature?: Nature): Promise<number> {
  const counted = (await directionCounts(db)).get(id)
  if (!counted) return 0
  return nature ? counted[nature] : counted.organisation + counted.body
}

/**
 * For lists of `registry.party` by name: those that work in a direction. Where the page begins is said inside as well,
 * so that a late page of a long list is read out of the index as quickly as the first.
 */
export const worksIn = (directionId: number, page: { after?: number | undefined; from?: string | undefined } = {}) => {
  const after =
    page.after === undefined
      ? sql``
      : sql` AND folded_name > (SELECT folded_name FROM registry.party WHERE id = ${page.after})`
  const from = page.from ? sql` AND folded_name >= ${foldName(page.from)}` : sql``
  return sql<boolean>`(registry.party.id, registry.party.nature, registry.party.folded_name) IN
    (SELECT party_id, nature, folded_name FROM registry.party_direction WHERE direction_id = ${directionId}${after}${from})`
}
