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

/** The same for many documents at once: id → ids of those like it, the likest first. */
export async function similarToEach(
  db: Db,
  { kind, ids, audiences, limit }: { kind: string; ids: string[]; audiences: string[]; limit: number },
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; others: string[] }>`
    SELECT given.id, ARRAY(
        SELECT d.id FROM unnest(related.others) WITH ORDINALITY AS other (number, place)
          JOIN search.document d ON d.number = other.number
        WHERE d.audience = ANY (${audiences})
        ORDER BY other.place LIMIT ${limit}) AS others
    FROM search.document given
      JOIN search.related ON related.document = given.number
    WHERE given.kind = ${kind} AND given.id = ANY (${ids}) AND given.audience = ANY (${audiences})`.execute(db)
  return new Map(rows.map(({ id, others }) => [id, others]))
}
