import type { Db } from "#platform/db.ts"
import { correct } from "./correct.ts"
import { excerpt, mark, type Segment } from "./excerpt.ts"
import { countOf, findBest, mostRanked } from "./find.store.ts"
import { type Query, understand } from "./query.ts"

// The door of this folder: what modules call.
export { indexDocument, removeDocument, type SearchDocument } from "./index.store.ts"
export { type Similar, similar, similarToEach } from "./similar.store.ts"

export interface Search {
  query: string
  /** whose documents may be found */
  audiences: string[]
  kind?: string | undefined
  limit: number
  /** how many of the best to pass over: those of the pages before */
  after?: number | undefined
}

export interface Hit {
  kind: string
  id: string
  title: Segment[]
  url: string
  at: Date
  excerpt: Segment[]
}

export interface Answer {
  hits: Hit[]
  /** how many there are, up to 500 */
  total: number
  /** there are more than 500 */
  more: boolean
  /** what was looked for instead, because the query as written finds nothing */
  corrected?: string
}

const nothing: Answer = { hits: [], total: 0, more: false }

/**
 * Finds documents that hold all words of the query in any form, the best first. If there are none, the last word may
 * be a beginning; if there are still none, each word that finds nothing is forgiven one typing error.
 */
export async function search(db: Db, asked: Search): Promise<Answer> {
  const { query, audiences, kind } = asked
  const written = await find(db, asked, understand(query))
  if (written.total || !audiences.length) return written
  const begun = await find(db, asked, understand(query, { typing: true }))
  if (begun.total) return begun
  const corrected = await correct(db, query.normalize("NFC"), { audiences, kind })
  if (!corrected) return nothing
  const found = await find(db, asked, understand(corrected))
  return found.total ? { ...found, corrected } : nothing
}

/** The same for a box that shows what is found while the last word is being typed. */
export function searchTyping(db: Db, asked: Search): Promise<Answer> {
  return find(db, asked, understand(asked.query, { typing: true }))
}

async function find(db: Db, { audiences, kind, limit, after = 0 }: Search, query: Query | undefined): Promise<Answer> {
  if (!query || !audiences.length) return nothing
  const wanted = { tsquery: query.tsquery, audiences, kind }
  const page = await findBest(db, { ...wanted, skip: after, limit })
  const { found, total } = page.total || !after ? page : { found: [], ...(await countOf(db, wanted)) }
  const hits = found.map(({ body, title, ...hit }) => ({
    ...hit,
    title: mark(title, query),
    excerpt: excerpt(body, query),
  }))
  return { hits, total: Math.min(total, mostRanked), more: total > mostRanked }
}
