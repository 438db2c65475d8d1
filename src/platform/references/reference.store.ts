import { type RawBuilder, sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { nameOf, type Reference } from "./reference.ts"

type Id = number | string
/** Keys of the rows that were moved, by the name of their column. */
export type Moved = Record<string, string[]>

const key = ({ key = "id" }: Reference) => sql`mine.${sql.ref(key)}::text`
const meant = ({ where }: Reference) => (where ? sql`AND (${sql.raw(where)})` : sql``)
const like = ({ table, column, unless }: Reference, other: Id): RawBuilder<boolean> =>
  unless
    ? sql<boolean>`EXISTS (SELECT FROM ${sql.table(table)} AS theirs
        WHERE theirs.${sql.ref(column)} = ${other} AND (${sql.raw(unless)}))`
    : sql<boolean>`false`
const copied = ({ copies }: Reference, id: Id) =>
  (copies?.columns ?? []).map(
    (column) =>
      sql`, ${sql.ref(column)} = (SELECT ${sql.ref(column)} FROM ${sql.table(copies!.from)} WHERE id = ${id})`,
  )

/** How many rows would move from one thing to another, and how many would stay because the other has the like of them. */
export async function countRows(db: Db, reference: Reference, from: Id, into: Id) {
  const { rows } = await sql<{ moves: number; stays: number }>`
    SELECT count(*) FILTER (WHERE NOT (${like(reference, into)}))::int AS moves,
      count(*) FILTER (WHERE ${like(reference, into)})::int AS stays
    FROM ${sql.table(reference.table)} AS mine
    WHERE mine.${sql.ref(reference.column)} = ${from} ${meant(reference)}`.execute(db)
  return { reference, ...rows[0]! }
}
export type RowsCounted = Awaited<ReturnType<typeof countRows>>

/** The first of these columns in which each of two things has a row, though only one may. */
export async function doubled(db: Db, references: Reference[], a: Id, b: Id): Promise<Reference | undefined> {
  for (const reference of references) {
    if (!reference.single) continue
    const { rows } = await sql<{ n: number }>`
      SELECT count(DISTINCT ${sql.ref(reference.column)})::int AS n FROM ${sql.table(reference.table)} AS mine
      WHERE ${sql.ref(reference.column)} IN (${a}, ${b}) AND (${sql.raw(reference.single.where)})`.execute(db)
    if (rows[0]!.n > 1) return reference
  }
  return undefined
}

/** Gives the rows of one thing to another. @returns which ones, to give exactly them back */
export async function moveRows(tx: Tx, references: Reference[], from: Id, into: Id): Promise<Moved> {
  const moved: Moved = {}
  for (const reference of references) {
    const { table, column } = reference
    const { rows } = await sql<{ key: string }>`
      UPDATE ${sql.table(table)} AS mine SET ${sql.ref(column)} = ${into} ${sql.join(copied(reference, into), sql``)}
      WHERE mine.${sql.ref(column)} = ${from} ${meant(reference)} AND NOT (${like(reference, into)})
      RETURNING ${key(reference)} AS key`.execute(tx)
    if (rows.length) moved[nameOf(reference)] = rows.map((row) => row.key)
    if (reference.aside)
      await sql`UPDATE ${sql.table(table)} SET aside = true WHERE ${sql.ref(column)} = ${from}`.execute(tx)
  }
  return moved
}

/**
 * Gives moved rows back. @param from who has them now @param into whose they were
 * @returns how many are gone or belong to a third one by now, by the name of their column
 */
export async function returnRows(
  tx: Tx,
  references: Reference[],
  moved: Moved,
  from: Id,
  into: Id,
): Promise<Record<string, number>> {
  const missing: Record<string, number> = {}
  for (const reference of references) {
    const { table, column } = reference
    const keys = moved[nameOf(reference)] ?? []
    if (reference.aside)
      await sql`UPDATE ${sql.table(table)} SET aside = false WHERE ${sql.ref(column)} = ${into} AND aside`.execute(tx)
    if (!keys.length) continue
    const { numAffectedRows } = await sql`
      UPDATE ${sql.table(table)} AS mine SET ${sql.ref(column)} = ${into} ${sql.join(copied(reference, into), sql``)}
      WHERE mine.${sql.ref(column)} = ${from} ${meant(reference)} AND ${key(reference)} = ANY(${keys})`.execute(tx)
    const left = keys.length - Number(numAffectedRows ?? 0)
    if (left) missing[nameOf(reference)] = left
  }
  return missing
}
