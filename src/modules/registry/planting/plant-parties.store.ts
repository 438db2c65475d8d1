import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { doneComparing } from "../duplicate/keys.store.ts"
import { partyShelf } from "../duplicate/party-shelf.ts"
import type { ImportRow } from "../party/import-row.ts"
import { indexParties } from "../party/index-party.ts"
import { insertParties } from "../party/party.store.ts"
import { allTerritories } from "../territory/territory.store.ts"
import "../tables.ts"

/**
 * Writes many made-up parties at once, with what they work in and what organisations are recognised as: for
 * `seed large`. Territories are named exactly as they are there; a name that is taken is passed over.
 */
export async function plantParties(tx: Tx, rows: ImportRow[], at: Date): Promise<void> {
  const territories = await allTerritories(tx)
  const byName = new Map(territories.map(({ name, id }) => [name, id]))
  const parties = rows.map(({ territory, ...row }) => ({ ...row, territoryId: byName.get(territory) ?? null }))
  const added = await insertParties(tx, parties, at)
  const ids = [...added.keys()]
  // Made up out of few words, they would all be alike: they are found by their keys, and not compared with each other.
  await doneComparing(tx, partyShelf, ids)
  await sql`
    WITH d AS (SELECT array_agg(id ORDER BY position, id) AS ids FROM registry.direction WHERE NOT retired)
    INSERT INTO registry.party_direction (party_id, direction_id, nature, folded_name)
    SELECT p.id, d.ids[1 + (p.id * 7 + n * 5) % cardinality(d.ids)], p.nature, p.folded_name
    FROM d, registry.party p, generate_series(1, 2) n
    WHERE p.id = ANY(${ids}::bigint[]) AND (n = 1 OR p.id % 3 = 0)
    ON CONFLICT DO NOTHING`.execute(tx)
  await sql`
    INSERT INTO registry.party_status (party_id, kind, from_on, until_on, proof, created_at)
    SELECT p.id, k.kind, date '2020-01-01' + (p.id % 900)::int,
      CASE p.id % 5 WHEN 0 THEN date '2023-01-01' + (p.id % 2000)::int END, 'Запись № ' || p.id, ${at}
    FROM registry.party p
    JOIN (VALUES ('so_nko', 2), ('iopu', 17), ('social_provider', 23), ('tos', 301)) k (kind, every) ON p.id % k.every = 0
    WHERE p.id = ANY(${ids}::bigint[]) AND p.nature = 'organisation'`.execute(tx)
  await indexParties(
    tx,
    [...added].map(([id, party]) => ({ ...party, id })),
    territories,
    at,
  )
}

export type Place = { territoryId: number; parties: number[] }

/** The territories that have parties, each with the ids of them: where made-up people live and belong. */
export async function placesOfParties(db: Db): Promise<Place[]> {
  const rows = await db
    .selectFrom("registry.party")
    .select(["territory_id as territoryId", sql<number[]>`array_agg(id::integer ORDER BY id)`.as("parties")])
    .where("territory_id", "is not", null)
    .groupBy("territory_id")
    .orderBy("territory_id")
    .execute()
  return rows.map(({ territoryId, parties }) => ({ territoryId: territoryId!, parties }))
}
