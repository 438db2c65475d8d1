import { type Reading, readings } from "#platform/morphology/az.ts"
import { fold } from "./clean.ts"

/** A quoted name and a bracket with all that is inside are one token each. */
export type Token = {
  kind: "word" | "number" | "quote" | "bracket" | "mark"
  text: string
  from: number
  to: number
}

const closers: Record<string, string> = { "«": "»", "„": "“”", "“": "”", "(": ")", "[": "]" }
const word = /[\p{L}\p{M}]+(?:[-–'’][\p{L}\p{M}\p{N}]+)*/uy
const number = /№?\s?\d+(?:[.,:/-]\d+)*/y

/** What is opened and not closed within so many letters is not closed at all. */
const longestAside = 500

/** End of what is opened at `from`; where the text forgets to close, the first closing sign is enough. */
function closing(text: string, from: number): number {
  const open = text[from]!
  if (open === '"') {
    const end = text.indexOf('"', from + 1)
    return end < 0 ? -1 : end + 1
  }
  const close = closers[open]!
  let depth = 0
  let first = -1
  for (let i = from; i < Math.min(text.length, from + longestAside); i++) {
    if (text[i] === open) depth++
    else if (close.includes(text[i]!)) {
      if (--depth === 0) return i + 1
      if (first < 0 || depth === 1) first = i + 1
    }
  }
  return first
}

export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < text.length; ) {
    const letter = text[i]!
    if (letter === " ") {
      i++
      continue
    }
    let kind: Token["kind"] = "mark"
    let end = i + 1
    if (closers[letter] || letter === '"') {
      const close = closing(text, i)
      if (close > 0) {
        kind = letter === "(" || letter === "[" ? "bracket" : "quote"
        end = close
      }
    } else {
      word.lastIndex = i
      number.lastIndex = i
      const asWord = word.exec(text)
      const asNumber = asWord ? null : number.exec(text)
      if (asWord) [kind, end] = ["word", word.lastIndex]
      else if (asNumber) [kind, end] = ["number", number.lastIndex]
    }
    tokens.push({ kind, text: text.slice(i, end), from: i, to: end })
    i = end
  }
  return tokens
}

export type Case = "gent" | "datv" | "accs" | "ablt"

const none: Reading[] = []
export const readingsOf = (token: Token | undefined) => (token?.kind === "word" ? readings(token.text) : none)
export const is = (token: Token | undefined, ...tags: string[]) =>
  readingsOf(token).some((reading) => tags.every((tag) => reading.tags.has(tag)))
export const lemmas = (token: Token | undefined) => readingsOf(token).map((reading) => fold(reading.lemma))
export const lower = (token: Token | undefined) => (token ? fold(token.text) : "")

/** Cannot be anything but an infinitive. */
export const isInfinitive = (token: Token | undefined) => {
  const all = readingsOf(token)
  return all.length > 0 && all[0]!.tags.has("INFN") && /т[ьи](?:ся|сь)?$|чь(?:ся)?$/.test(lower(token))
}

/** Letters that are not declined: «НКО», «АНО», «ГБПОУ», «МВД». */
export const isAbbreviation = (token: Token | undefined) =>
  token?.kind === "word" &&
  ((/^[\p{Lu}\d-]{2,10}$/u.test(token.text) && !isCapitalWord(token)) || isShortMinistry(token.text))

/** «Минпросвещения», «Минобразования»: a genitive glued to the word before it is not declined again. */
const isShortMinistry = (text: string) =>
  /^(?:Мин|Гос|Рос)\p{Ll}{6,}(?:ния|тия|ки|ры|сти)$/u.test(text) &&
  readings(text.slice(3)).some((one) => one.known && one.tags.has("gent"))

/** A known word of the language typed in capitals. */
function isCapitalWord(token: Token): boolean {
  return token.text.length > 4 && readingsOf(token).some((one) => one.known && !one.tags.has("Abbr"))
}
