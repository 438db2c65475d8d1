/** A word of a text: folded for comparison, with its place among the words and its letters' place in the text. */
export interface Token {
  word: string
  /** 1, 2, 3 … ; parts of a hyphenated word count one by one */
  position: number
  start: number
  end: number
  /** of a hyphenated word: its parts; the first stands at the word's own position */
  parts: Token[]
}

const longest = 40
// Stress marks, soft hyphens and zero-width spaces may stand inside a word and mean nothing.
const part = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b]*/gu
const whole = new RegExp(`${part.source}(?:[-\u2010\u2011]${part.source})*`, "gu")
const meaningless = /[\p{M}\u00ad\u200b]/gu

/** One spelling for all: lower case, «е» for «ё», no stress marks, one kind of hyphen, at most 40 characters. */
export function fold(word: string): string {
  const plain = word
    .normalize("NFC")
    .replace(meaningless, "")
    .replace(/[\u2010\u2011]/g, "-")
  return plain.toLowerCase().replaceAll("ё", "е").slice(0, longest)
}

/** Splits a text (NFC) into words: letters and digits; a hyphenated word as a whole and as parts. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let position = 0
  for (const match of text.matchAll(whole)) {
    const parts = [...match[0].matchAll(part)].map((piece) => ({
      word: fold(piece[0]),
      position: ++position,
      start: match.index + piece.index,
      end: match.index + piece.index + piece[0].length,
      parts: [],
    }))
    const [first] = parts
    if (parts.length === 1) found.push(first!)
    else found.push({ ...first!, word: fold(match[0]), end: match.index + match[0].length, parts })
  }
  return found
}
