import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "./tables.ts"

export interface Found {
  kind: string
  id: string
  title: string
  url: string
  at: Date
  body: string
}

export interface Wanted {
  tsquery: string
  audiences: string[]
  kind?: string | undefined
}

/** Only so many, the latest filed, are ranked and counted. */
export const mostRanked = 500
/** Of a long text, so much is looked through for an excerpt. */
const looked = 30_000

/** The best of the latest 500, from the `skip`th on, and how many there are; 501 means more. */
export async function findBest(
  db: Db,
  { tsquery, audiences, kind, skip, limit }: Wanted & { skip: number; limit: number },
): Promise<{ found: Found[]; total: number }> {
  const { rows } = await sql<Found & { total: number }>`
    WITH page AS MATERIALIZED (
      SELECT number, rank, count(*) OVER () AS total
      FROM search.newest(${tsquery}::tsquery, ${audiences}, ${kind ?? null}, ${mostRanked + 1})
      ORDER BY rank DESC, at DESC, number DESC OFFSET ${skip} LIMIT ${limit}
    )
    SELECT d.kind, d.id, d.title, d.url, d.at, left(d.body, ${looked}) AS body, page.total
    FROM page JOIN search.document d USING (number)
    ORDER BY page.rank DESC, d.at DESC, number DESC`.execute(db)
  return { found: rows, total: rows[0]?.total ?? 0 }
}

/** How many there are, 501 at most. */
export async function countOf(db: Db, wanted: Wanted): Promise<{ total: number }> {
  const { total } = await findBest(db, { ...wanted, skip: 0, limit: 1 })
  return { total }
}

/** Is there anything? */
export async function findAny(db: Db, { tsquery, audiences, kind }: Wanted): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM search.newest(${tsquery}::tsquery, ${audiences}, ${kind ?? null}, 1)`.execute(db)
  return rows.length > 0
}
