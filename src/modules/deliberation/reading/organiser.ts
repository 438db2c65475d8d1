import { nameOf, nounPhrase } from "./noun-phrase.ts"
import { tokenise } from "./tokens.ts"

const acted = /организатор\p{L}*\s(?:[^.]{0,60}?\s)?(?:выступ\p{L}+|явля\p{L}+|стал\p{L}*)\s+([^.]+)/iu
const labelled = /(?:^|\n)организатор(?:ы|ами)?(?:\s\p{L}+){0,3}\s*[:–-]\s*([^\n.]+)/iu
const by = /(?:проводим|организованн|проведенн|проведённ|организуем|инициированн)(?:ого|ой|ый|ая|ом|ое)\s+/iu
const stops = /\s(?:при (?:содействии|поддержке|участии)|совместно с|в рамках|в лице|на базе)\s/iu

/** Who held the meeting, in the nominative, where the text says so; null otherwise. */
export function organiserIn(texts: string[]): string | null {
  for (const text of texts) {
    const found = acted.exec(text) ?? labelled.exec(text)
    if (found) return found[1]!.split(stops)[0]!.replace(/[\s,;]+$/, "")
    const passive = by.exec(text)
    if (!passive) continue
    const rest = text.slice(passive.index + passive[0].length)
    const tokens = tokenise(rest)
    const phrase = nounPhrase(tokens, 0, "ablt")
    if (phrase) return nameOf(rest, tokens, phrase).split(stops)[0]!
  }
  return null
}
