import { type RawBuilder, type SqlBool, sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "../tables.ts"

export type UndoneFilter = {
  /** Of this territory alone; null: of the whole installation. */
  territoryId: number | null
  /** The draft itself. */
  resolutionId: number
  /** YYYY-MM-DD */
  today: string
  /** Asked on or before this day and not answered is called silence. */
  silentSince: string
  /** So many of each kind at most. */
  limit: number
}

/**
 * Items with a request that was not brought to its end, the worst first: overdue, declined, silent, then the rest, of
 * each the longest waiting first. Each kind is a short walk along an index of its own, however much there is.
 */
export async function undoneItems(db: Db, f: UndoneFilter): Promise<number[]> {
  const place = f.territoryId === null ? sql<SqlBool>`true` : sql<SqlBool>`r.territory_id = ${f.territoryId}`
  const some = (rank: number, where: RawBuilder<SqlBool>, order: string) => sql`
    (SELECT r.item_id, ${rank}::int AS rank, row_number() OVER (ORDER BY ${sql.raw(order)}) AS place
     FROM commitments.request r
     WHERE ${where} AND ${place} AND r.relation IS DISTINCT FROM 'part' AND r.resolution_id <> ${f.resolutionId}
     ORDER BY ${sql.raw(order)} LIMIT ${f.limit})`
  const { rows } = await sql<{ id: number }>`
    SELECT item_id AS id FROM (${sql.join(
      [
        some(1, sql`r.stage = 'accepted' AND r.term_on < ${f.today}`, "r.term_on, r.id"),
        some(2, sql`r.stage = 'declined'`, "r.id"),
        some(3, sql`r.stage = 'asked' AND r.asked_on <= ${f.silentSince}`, "r.asked_on, r.id"),
        some(4, sql`r.stage IN ('received', 'reported')`, "r.id"),
        some(5, sql`r.stage = 'asked' AND r.asked_on > ${f.silentSince}`, "r.asked_on, r.id"),
        some(6, sql`r.stage = 'accepted' AND r.term_on >= ${f.today}`, "r.term_on, r.id"),
        some(7, sql`r.stage = 'accepted' AND r.term_on IS NULL`, "r.term_on, r.id"),
      ],
      sql` UNION ALL `,
    )}) AS undone
    GROUP BY item_id ORDER BY min(rank * 100000 + place)`.execute(db)
  return rows.map(({ id }) => id)
}
