import { type RawBuilder, sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { CardId, Pair, PairCursor, PairState, Reason, Shelf } from "./shelf.ts"

const table = ({ schema }: Shelf) => sql.table(`${schema}.alike`)
const columns = sql`lesser, greater, score, because, state, reason, decided_at AS "decidedAt"`

export type FoundPair<Id extends CardId> = Pick<Pair<Id>, "lesser" | "greater" | "score" | "because"> & {
  lesserTerritory: number | null
  greaterTerritory: number | null
}

/**
 * Keeps all pairs that these cards are in now: open ones that are alike no more go, a pair that was said to be different
 * stays so unless a telephone, an address or a number of a register has become the same since.
 */
export async function savePairs<Id extends CardId>(
  tx: Tx,
  shelf: Shelf,
  ids: Id[],
  pairs: FoundPair<Id>[],
): Promise<void> {
  const [type, one] = [sql.raw(`${shelf.type}[]`), sql.raw(shelf.type)]
  const again = sql`EXISTS (
    SELECT FROM jsonb_array_elements(excluded.because) AS b
    WHERE b->>'why' IN ('identifier', 'phone', 'email') AND NOT a.because @> jsonb_build_array(b))`
  const kept = (column: string, empty: RawBuilder<unknown>) =>
    sql`${sql.ref(column)} = CASE WHEN ${again} THEN ${empty} ELSE a.${sql.ref(column)} END`
  await sql`
    WITH found AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(pairs)}::json) AS x (lesser ${one}, greater ${one}, score smallint,
        because jsonb, "lesserTerritory" bigint, "greaterTerritory" bigint)),
    gone AS (
      DELETE FROM ${table(shelf)} a
      WHERE (lesser = ANY(${ids}::${type}) OR greater = ANY(${ids}::${type})) AND state = 'open'
        AND NOT EXISTS (SELECT FROM found f WHERE f.lesser = a.lesser AND f.greater = a.greater))
    INSERT INTO ${table(shelf)} AS a (lesser, greater, score, because, lesser_territory, greater_territory)
    SELECT * FROM found ORDER BY lesser, greater
    ON CONFLICT (lesser, greater) DO UPDATE SET score = excluded.score, because = excluded.because,
      lesser_territory = excluded.lesser_territory, greater_territory = excluded.greater_territory,
      ${kept("state", sql`'open'`)}, ${kept("reason", sql`''`)}, ${kept("decided_at", sql`NULL`)},
      ${kept("decided_by", sql`NULL`)}`.execute(tx)
}

/** Pairs, the most alike first. @param within which of them; all when absent */
export async function listPairs<Id extends CardId>(
  db: Db,
  shelf: Shelf,
  of: { state: PairState; within?: RawBuilder<boolean> | undefined; after?: PairCursor<Id> | undefined; limit: number },
): Promise<Pair<Id>[]> {
  const { after } = of
  const one = sql.raw(shelf.type)
  const { rows } = await sql<Pair<Id>>`
    SELECT ${columns} FROM ${table(shelf)} AS a
    WHERE state = ${sql.lit(of.state)} AND ${of.within ?? sql`true`}
      AND ${after ? sql`(score, lesser, greater) < (${after.score}, ${after.lesser}::${one}, ${after.greater}::${one})` : sql`true`}
    ORDER BY score DESC, lesser DESC, greater DESC LIMIT ${of.limit}`.execute(db)
  return rows
}

/** Open pairs of one card, the most alike first. */
export async function pairsOf<Id extends CardId>(db: Db, shelf: Shelf, id: Id, limit: number): Promise<Pair<Id>[]> {
  const one = sql.raw(shelf.type)
  const side = (column: string) => sql`SELECT ${columns} FROM ${table(shelf)}
    WHERE ${sql.ref(column)} = ${id}::${one} AND state = 'open' ORDER BY score DESC LIMIT ${limit}`
  const { rows } = await sql<Pair<Id>>`
    SELECT * FROM ((${side("lesser")}) UNION ALL (${side("greater")})) AS both_sides
    ORDER BY score DESC, lesser, greater LIMIT ${limit}`.execute(db)
  return rows
}

/** How many are open; counting stops at `limit`. */
export async function countPairs(db: Db, shelf: Shelf, within: RawBuilder<boolean> | undefined, limit: number) {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM ${table(shelf)} AS a WHERE state = 'open' AND ${within ?? sql`true`} LIMIT ${limit}
    ) AS few`.execute(db)
  return rows[0]!.n
}

/** Says of a pair what it is. @returns what it was before, and why the two are alike; undefined when there is none */
export async function decidePair<Id extends CardId>(
  tx: Tx,
  shelf: Shelf,
  { lesser, greater }: { lesser: Id; greater: Id },
  word: { state: PairState; reason: string; by: string | null; at: Date },
): Promise<{ before: PairState; because: Reason[] } | undefined> {
  const one = sql.raw(shelf.type)
  const here = sql`lesser = ${lesser}::${one} AND greater = ${greater}::${one}`
  const { rows } = await sql<{ before: PairState; because: Reason[] }>`
    SELECT state AS before, because FROM ${table(shelf)} WHERE ${here} FOR UPDATE`.execute(tx)
  if (rows[0])
    await sql`UPDATE ${table(shelf)} SET state = ${word.state}, reason = ${word.reason}, decided_by = ${word.by},
      decided_at = ${word.at} WHERE ${here}`.execute(tx)
  return rows[0]
}
