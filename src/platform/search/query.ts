import { termsOf } from "./lemmas.ts"
import { type Token, tokens } from "./tokens.ts"

/** What a person asked for, understood. */
export interface Query {
  /** a literal of PostgreSQL's `tsquery`, to be sent as a parameter and cast */
  tsquery: string
  /** terms of the words wanted: those to be marked in what is found */
  sought: ReadonlySet<string>
  /** beginning of a word still being typed, folded */
  begun?: string
}

const mostWords = 16
const piece = /(?<![^\s(])(-?)(?:"([^"]+)"|«([^»]+)»|“([^”]+)”|„([^“]+)“)|(?<!\S)-(?=[\p{L}\p{N}])(\S+)|(\S+)/gu

/**
 * Understands a query: all its words, in any form and order; «точная фраза» in quotes, in this order; «-слово» not
 * wanted. Any other sign means nothing. With `typing`, the last word may be just begun.
 * @returns nothing if there is no word to look for
 */
export function understand(text: string, { typing = false } = {}): Query | undefined {
  const sought = new Set<string>()
  const wanted: string[] = []
  const unwanted: string[] = []
  let begun: string | undefined
  let left = mostWords
  for (const [, minus, ...found] of text.normalize("NFC").matchAll(piece)) {
    const [a, b, c, d, without, plain] = found
    const phrase = a ?? b ?? c ?? d
    const words = tokens(phrase ?? without ?? plain ?? "").slice(0, left)
    left -= words.length
    const not = minus === "-" || without !== undefined
    begun = not || phrase ? undefined : words.at(-1)?.word
    if (not) unwanted.push(...joined(words))
    else wanted.push(...(phrase ? joined(words) : words.flatMap((word) => joined([word]))))
    if (!not) for (const term of words.flatMap(termsSought)) sought.add(term)
  }
  if (typing && begun && begun.length > 1) {
    const started = `'${begun}':*|'=${begun}':*`
    const whole = joined(tokens(begun))
    if (whole.length) wanted.pop()
    wanted.push(`(${[...whole, started].join("|")})`)
  } else begun = undefined
  if (!wanted.length) return
  return { tsquery: [...wanted, ...unwanted.map((one) => `!${one}`)].join("&"), sought, ...(begun && { begun }) }
}

/** The `tsquery` alone; empty if there is no word to look for. */
export const tsqueryLiteral = (text: string): string => understand(text)?.tsquery ?? ""

function termsSought({ word, parts }: Token): readonly string[] {
  const own = termsOf(word)
  return parts.length ? [...(own.known ? own.sought : []), ...parts.flatMap(termsSought)] : own.sought
}

const either = (terms: readonly string[]) => (terms.length ? `(${terms.map((term) => `'${term}'`).join("|")})` : "")

// Words side by side, as one condition; words that are not filed leave a gap of their width.
function joined(words: Token[]): string[] {
  let condition = ""
  let last = 0
  for (const word of words) {
    const own = alternatives(word)
    if (!own) continue
    condition += condition ? `<${word.position - last}>${own}` : own
    last = word.position
  }
  return condition ? [words.length > 1 ? `(${condition})` : condition] : []
}

function alternatives({ word, parts }: Token): string {
  const own = termsOf(word)
  if (!parts.length) return either(own.sought)
  const pieces = joined(parts)[0] ?? ""
  const whole = own.known ? either(own.sought) : ""
  return whole && pieces ? `(${whole}|${pieces})` : whole || pieces
}
