import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "./tables.ts"

export interface Similar {
  kind: string
  id: string
  title: string
  url: string
  at: Date
}

/**
 * Documents of the same kind like this one, the likest first, as found by `relate`: a minute after it was filed.
 * Whoever may not find it, or one like it, does not see it here either.
 */
export async function similar(
  db: Db,
  { kind, id, audiences, limit }: { kind: string; id: string; audiences: string[]; limit: number },
): Promise<Similar[]> {
  const { rows } = await sql<Similar>`
    SELECT d.kind, d.id, d.title, d.url, d.at
    FROM search.document given
      JOIN search.related ON related.document = given.number
      CROSS JOIN unnest(related.others) WITH ORDINALITY AS other (number, place)
      JOIN search.document d ON d.number = other.number
    WHERE given.kind = ${kind} AND given.id = ${id}
      AND given.audience = ANY (${audiences}) AND d.audience = ANY (${audiences})
    ORDER BY other.place LIMIT ${limit}`.execute(db)
  return rows
}
