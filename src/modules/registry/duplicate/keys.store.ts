import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { type CardId, hashed, type Shelf } from "./shelf.ts"

/** A key that more cards than this share tells nothing: it is not followed. */
export const tooCommon = 50

const table = ({ schema }: Shelf, name: string) => sql.table(`${schema}.${name}`)

const rowsOf = <Id extends CardId>(cards: { id: Id; keys: string[] }[]) => {
  const rows = cards.flatMap(({ id, keys }) => [...new Set(keys.map(hashed))].map((key) => ({ id, key })))
  return [rows.map(({ id }) => id), rows.map(({ key }) => key)] as const
}

/** Writes the keys of many cards that had none and are not compared: made-up ones. */
export async function insertKeys<Id extends CardId>(
  tx: Tx,
  shelf: Shelf,
  cards: { id: Id; keys: string[] }[],
): Promise<void> {
  const [owners, keys] = rowsOf(cards)
  await sql`INSERT INTO ${table(shelf, "alike_key")} (card_id, key)
    SELECT * FROM unnest(${owners}::${sql.raw(`${shelf.type}[]`)}, ${keys}::bigint[])`.execute(tx)
}

/**
 * Keeps the keys of cards, in place of those that they had.
 * @param due whether the cards are to be compared with others; the job takes them up within a minute
 */
export async function writeKeys<Id extends CardId>(
  tx: Tx,
  shelf: Shelf,
  cards: { id: Id; keys: string[] }[],
  due = true,
): Promise<void> {
  if (!cards.length) return
  const type = sql.raw(`${shelf.type}[]`)
  const ids = cards.map(({ id }) => id)
  const [owners, keys] = rowsOf(cards)
  await sql`
    WITH given AS MATERIALIZED (SELECT * FROM unnest(${owners}::${type}, ${keys}::bigint[]) AS g (card_id, key)),
      gone AS (
        DELETE FROM ${table(shelf, "alike_key")} k WHERE card_id = ANY(${ids}::${type})
          AND NOT EXISTS (SELECT FROM given g WHERE g.card_id = k.card_id AND g.key = k.key)
      )
    INSERT INTO ${table(shelf, "alike_key")} (card_id, key) SELECT card_id, key FROM given
    ON CONFLICT DO NOTHING`.execute(tx)
  if (due) await markDue(tx, shelf, ids)
}

/** Says that cards are to be compared anew. */
export async function markDue<Id extends CardId>(tx: Tx, shelf: Shelf, ids: Id[]): Promise<void> {
  await sql`INSERT INTO ${table(shelf, "alike_due")} (card_id) SELECT unnest(${ids}::${sql.raw(`${shelf.type}[]`)})
    ON CONFLICT DO NOTHING`.execute(tx)
}

/**
 * Cards that share a key with one of these, by the place of that one in the list; a card finds itself as well.
 * @param keys of each card
 */
export async function sharing<Id extends CardId>(
  db: Db,
  shelf: Shelf,
  keys: string[][],
): Promise<{ of: number; id: Id }[]> {
  const wanted = keys.flatMap((all, of) => [...new Set(all.map(hashed))].map((key) => ({ of, key })))
  if (!wanted.length) return []
  const { rows } = await sql<{ of: number; id: Id }>`
    SELECT DISTINCT w.of, s.id
    FROM unnest(${wanted.map(({ of }) => of)}::integer[], ${wanted.map(({ key }) => key)}::bigint[]) AS w (of, key)
    CROSS JOIN LATERAL (
      SELECT array_agg(card_id) AS ids FROM (
        SELECT card_id FROM ${table(shelf, "alike_key")} k WHERE k.key = w.key LIMIT ${tooCommon + 1}
      ) AS few
    ) AS found
    CROSS JOIN LATERAL unnest(found.ids) AS s (id)
    WHERE cardinality(found.ids) <= ${tooCommon}`.execute(db)
  return rows
}

/**
 * Some of the cards that wait to be compared. Their rows are this transaction's, the cards stay as they are until it
 * ends; cards that somebody is changing wait. None while another transaction compares cards of this kind.
 */
export async function dueCards<Id extends CardId>(tx: Tx, shelf: Shelf, limit: number): Promise<Id[]> {
  const { rows: locked } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtext(${`${shelf.schema}.alike`})) AS mine`.execute(tx)
  if (!locked[0]!.mine) return []
  const { rows } = await sql<{ id: Id }>`
    SELECT d.card_id AS id FROM ${table(shelf, "alike_due")} d JOIN ${sql.table(shelf.cards)} c ON c.id = d.card_id
    ORDER BY d.card_id LIMIT ${limit}
    FOR UPDATE OF d SKIP LOCKED FOR KEY SHARE OF c SKIP LOCKED`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function doneComparing<Id extends CardId>(tx: Tx, shelf: Shelf, ids: Id[]): Promise<void> {
  const type = sql.raw(`${shelf.type}[]`)
  await sql`DELETE FROM ${table(shelf, "alike_due")} WHERE card_id = ANY(${ids}::${type})`.execute(tx)
}

/** How many cards wait to be compared; counting stops at `limit`. */
export async function countDue(db: Db, shelf: Shelf, limit: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (SELECT FROM ${table(shelf, "alike_due")} LIMIT ${limit}) AS few`.execute(db)
  return rows[0]!.n
}
