import { termsOf } from "./lemmas.ts"
import { type Token, tokens } from "./tokens.ts"

/** A longer text is found by its beginning: a tsvector holds a megabyte and counts positions to 16383. */
const mostWords = 30_000

/**
 * The terms under which each word of the text is filed, in order: all dictionary lemmas, or stems if it is unknown.
 * @example terms("Ветеранам ёлок") // [["ветеран"], ["елка"]]
 */
export function terms(text: string): string[][] {
  return tokens(text.normalize("NFC")).map((token) => placed(token).map(({ term }) => term))
}

/**
 * A literal of PostgreSQL's `tsvector` with positions, to be sent as a parameter and cast.
 * @param weight A to D, as `ts_rank` weighs it; without it D
 * @example tsvectorLiteral("План работы", "A") // "'план':1A 'работа':2A"
 */
export function tsvectorLiteral(text: string, weight: "A" | "B" | "C" | "" = ""): string {
  const places = new Map<string, number[]>()
  for (const token of tokens(text.normalize("NFC")).slice(0, mostWords)) {
    for (const { term, position } of placed(token)) {
      const known = places.get(term)
      if (!known) places.set(term, [position])
      else if (known.at(-1) !== position) known.push(position)
    }
  }
  return [...places].map(([term, at]) => `'${term}':${at.map((position) => position + weight).join()}`).join(" ")
}

/** Does the text's word answer to one of these terms? */
export function answers({ word, parts }: Token, sought: ReadonlySet<string>): boolean {
  const own = termsOf(word)
  if ((!parts.length || own.known) && own.filed.some((term) => sought.has(term))) return true
  return parts.some((part) => answers(part, sought))
}

/** A hyphenated word stands under its parts, and under itself if the dictionary knows it. */
function placed(token: Token): { term: string; position: number }[] {
  const own = termsOf(token.word)
  const self = token.parts.length && !own.known ? [] : own.filed.map((term) => ({ term, position: token.position }))
  return [...self, ...token.parts.flatMap(placed)]
}
