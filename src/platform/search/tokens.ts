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

const plain = /^[a-zа-я0-9-]{1,40}$/

/** One spelling for all: lower case, «е» for «ё», no stress marks, one kind of hyphen, at most 40 characters. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  if (plain.test(lower)) return lower
  const spelled = lower
    .normalize("NFC")
    .replace(meaningless, "")
    .replace(/[\u2010\u2011]/g, "-")
  return spelled.replaceAll("ё", "е").slice(0, longest)
}

/** Splits a text (NFC) into words: letters and digits; a hyphenated word as a whole and as parts. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let position = 0
  const piece = (word: string, start: number): Token => ({
    word: fold(word),
    position: ++position,
    start,
    end: start + word.length,
    parts: [],
  })
  for (const { 0: word, index } of text.matchAll(whole)) {
    const simple = !/[-\u2010\u2011]/.test(word)
    const parts = simple ? [] : [...word.matchAll(part)].map((match) => piece(match[0], index + match.index))
    if (simple) found.push(piece(word, index))
    else found.push({ ...parts[0]!, word: fold(word), end: index + word.length, parts })
  }
  return found
}
