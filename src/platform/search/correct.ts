import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { findAny, type Wanted } from "./find.store.ts"
import { tsqueryLiteral } from "./query.ts"
import { fold, tokens } from "./tokens.ts"
import { nearlyTended, tendWords } from "./word.store.ts"

const shortest = 4
const mostMistyped = 3
/** So many new documents may be read through for their spellings while somebody waits. */
const mostBehind = 50

/**
 * Replaces the words of a query that find nothing by words one typing error away that find something.
 * @returns the corrected query; nothing if it would be the same
 */
export async function correct(db: Db, query: string, wanted: Omit<Wanted, "tsquery">): Promise<string | undefined> {
  if (await nearlyTended(db, mostBehind)) await tendWords(db, mostBehind)
  let corrected = ""
  let at = 0
  let mistyped = 0
  for (const { start, end } of tokens(query).flatMap((token) => (token.parts.length ? token.parts : [token]))) {
    const written = query.slice(start, end)
    const better = mistyped < mostMistyped && query[start - 1] !== "-" && (await correctWord(db, written, wanted))
    if (better) mistyped++
    corrected += query.slice(at, start) + (better || written)
    at = end
  }
  return mistyped ? corrected + query.slice(at) : undefined
}

async function correctWord(db: Db, written: string, wanted: Omit<Wanted, "tsquery">): Promise<string | undefined> {
  const word = fold(written)
  if (!/^\p{L}+$/u.test(word) || word.length < shortest) return
  if (await findAny(db, { ...wanted, tsquery: tsqueryLiteral(word) })) return
  const near = (await alike(db, word)).filter((one) => oneErrorApart(word, one))
  for (const one of near.slice(0, 5)) {
    if (await findAny(db, { ...wanted, tsquery: tsqueryLiteral(one) })) return one
  }
}

async function alike(db: Db, word: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`SELECT word FROM search.alike(${word})`.execute(db)
  return rows.map((row) => row.word)
}

/** One letter wrong, missing, too many, or two neighbours swapped. */
export function oneErrorApart(one: string, other: string): boolean {
  if (one.length > other.length) return oneErrorApart(other, one)
  if (one === other || other.length - one.length > 1) return false
  let at = 0
  while (one[at] === other[at]) at++
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
  const rest = other.slice(at + 1)
  return one.length < other.length ? one.slice(at) === rest : swapped || one.slice(at + 1) === rest
}
