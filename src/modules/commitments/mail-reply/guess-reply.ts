import type { AnswerKind } from "../request/request.ts"
import { guessKind, guessShare } from "./guess-kind.ts"
import { guessSignature, ownWords } from "./guess-signature.ts"
import { guessTerm } from "./guess-term.ts"

/** What a form of answer is filled in with: nothing of it is said until a coordinator says so. */
export type Guess = {
  kind: AnswerKind | null
  /** A day or a standing term; both empty when none is named. */
  termOn: string | null
  term: string
  /** Under what number they registered our request. */
  theirNumber: string
  /** The number of their own letter. */
  letterNumber: string
  responsible: string
  share: number | null
  name: string
  post: string
  /** The letter without greeting and signature. */
  text: string
  /** Numbers of items that it names: «3», «2.1». */
  items: string[]
}

/** A letter says at its beginning what it is; so many characters also fit the field that they fill in. */
const read = 10_000

const dated = "(?:\\s+от\\s+(\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{1,2}\\s+\\p{L}+(?:\\s+\\d{4})?))?"
const number = "(?:№|N|номер\\p{L}*)\\s*([\\p{L}\\d][\\p{L}\\d/.-]*[\\p{L}\\d]|\\d)"
const incoming = new RegExp(
  `(?:(?<!\\p{L})вх(?:одящ\\p{L}*)?\\.?\\s*|зарегистрирован\\p{L}*\\s+(?:\\p{L}+\\s+){0,2}?)${number}${dated}`,
  "iu",
)
const outgoing = new RegExp(`(?<!\\p{L})исх(?:одящ\\p{L}*)?\\.?\\s*${number}${dated}`, "iu")
const inCharge =
  /ответственн\p{L}*(?:\s+(?:исполнител\p{L}*|лиц\p{L}*))?(?:\s+(?:назначен\p{L}*|определ[её]н\p{L}*))?\s*[:—–-]?\s+([^;\n]{3,200}?)(?:\.(?=\s*$|\s+\p{Lu}\p{Ll})|;|\n|$)/iu

const withDate = (found: RegExpExecArray | null) =>
  found ? [found[1]!, found[2] && `от ${found[2]}`].filter(Boolean).join(" ") : ""

/** «пункт 3», «п. 2.1», «пункты 2, 5 и 7» → ["3"], ["2.1"], ["2", "5", "7"] */
const itemNumbers = (text: string): string[] => [
  ...new Set(
    [
      ...text.matchAll(/(?<!\p{L})(?:пункт\p{L}*|пп?\.)\s*(?:№\s*)?(\d+(?:\.\d+)*(?:\s*(?:,|и)\s*\d+(?:\.\d+)*)*)/giu),
    ].flatMap(([, list = ""]) => list.match(/\d+(?:\.\d+)*/g) ?? []),
  ),
]

/**
 * What an answer by e-mail seems to say.
 *
 * @param today YYYY-MM-DD, the day it came
 */
export function guessReply(letter: { subject: string; text: string; fromName: string }, today: string): Guess {
  const whole = letter.text.slice(0, read)
  const text = ownWords(whole)
  const numbered = `${letter.subject}\n${whole}`
  const kind = guessKind(text)
  return {
    kind,
    ...guessTerm(text, today),
    theirNumber: withDate(incoming.exec(numbered)),
    letterNumber: withDate(outgoing.exec(numbered)),
    responsible: inCharge.exec(text)?.[1]?.trim() ?? "",
    share: kind === "report" ? guessShare(text) : null,
    ...guessSignature(whole, letter.fromName),
    text,
    items: itemNumbers(numbered),
  }
}
