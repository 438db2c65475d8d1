import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { marks } from "./find.store.ts"
import "./tables.ts"

export interface Similar {
  kind: string
  id: string
  title: string
  url: string
  at: Date
}

/** So many of its rarest terms say what a document is about. */
const telling = 12
/** A term in more documents than this says nothing. */
const common = 0.2
/** Documents that share so much of the weight of those terms are like it. */
const likeness = 0.3

/**
 * Documents like this one, the likest first: they share its rarest terms, each weighing the logarithm of its rarity,
 * two at least. How rare a term is comes from PostgreSQL's statistics of the column; one that is not in them is rare.
 * @param kind of the documents wanted; the same as the document's if left out
 */
export async function similar(
  db: Db,
  asked: { kind: string; id: string; audiences: string[]; limit: number; among?: string },
): Promise<Similar[]> {
  const { kind, id, audiences, limit, among = kind } = asked
  if (!audiences.length) return []
  const { rows } = await sql<Similar>`
    WITH given AS (
      SELECT number, tsv FROM search.document WHERE kind = ${kind} AND id = ${id} AND audience = ANY (${audiences})
    ), statistics AS MATERIALIZED (
      SELECT most_common_elems::text::text[] AS terms, most_common_elem_freqs AS shares FROM pg_stats
      WHERE schemaname = 'search' AND tablename = 'document' AND attname = 'tsv'
    ), share AS (
      SELECT s.term, s.share FROM statistics, unnest(terms, shares[:cardinality(terms)]) AS s (term, share)
    ), term AS MATERIALIZED (
      SELECT lexeme, ln(1 / coalesce(share.share, 0.0005)) AS weight
      FROM given, unnest(given.tsv) LEFT JOIN share ON share.term = lexeme
      WHERE lexeme !~ '^[@~]' AND lexeme !~ '^=?[0-9]+$' AND coalesce(share.share, 0) < ${common}
      ORDER BY weight DESC, lexeme LIMIT ${telling}
    ), wanted AS (
      SELECT string_agg(quote_literal(lexeme), '|')::tsquery AS query, sum(weight) AS weight FROM term
    ), candidate AS MATERIALIZED (
      SELECT d.* FROM wanted,
        search.newest(wanted.query, ${marks(audiences, among)}::tsquery, ${audiences}, 500) AS newest
        JOIN search.document d USING (number)
      WHERE wanted.query IS NOT NULL
    ), scored AS (
      SELECT c.kind, c.id, c.title, c.url, c.at, count(*) AS shared, sum(term.weight) AS weight
      FROM candidate c JOIN term ON c.tsv @@ quote_literal(term.lexeme)::tsquery
      WHERE c.number <> (SELECT number FROM given)
      GROUP BY c.number, c.kind, c.id, c.title, c.url, c.at
    )
    SELECT kind, id, title, url, at FROM scored
    WHERE shared > 1 AND weight >= ${likeness} * (SELECT weight FROM wanted)
    ORDER BY scored.weight DESC, at DESC, id LIMIT ${limit}`.execute(db)
  return rows
}
