import { readings } from "#platform/morphology/az.ts"
import { calmCapitals, fold, isUpper } from "./clean.ts"
import { datesIn } from "./date.ts"
import type { Piece } from "./piece.ts"
import { isPlace, isStreet, placeOfLine } from "./place.ts"
import type { Kind } from "./understood.ts"

const paper =
  /^(?:проект )?(?:итогов\p{L}+ |сводн\p{L}+ |совместн\p{L}+ |заключительн\p{L}+ |открыт\p{L}+ )?(?:резолюци[яи]|решени[ея]|протокол|заключени[ея]|постановлени[ея]|обращени[ея]|рекомендации|документ|декларация|меморандум|заявление|хартия|соглашение|выписка из протокола|письмо|распоряжение|манифест|устав|положение|итоги|резюме|отч[её]т|коммюнике|сообщение|приказ)(?!\p{L})/iu
const events =
  /(?:круглый стол|конференци|форум|съезд|слушани|заседани|собрани|семинар|встреч|конгресс|митинг|совещани|сессия|симпозиум)/iu
const furniture =
  /^(?:https?:|www\.|\d{1,3}$|[_\s.\-–—*=|]+$|просмотр|главная|назад|« назад|печать|версия для|опубликовано|дата публикации|автор:|распечатать|адрес:|тел|e-?mail|поделиться|подробнее|скачать|теги|рубрик|\d{6},)|[\\›»]\s\p{L}+ [\\›»]|\d{2}:\d{2}$/iu
const numberLine = /^(?:№|n)\s?[\p{L}\d/-]+$/iu

export const isFurniture = (text: string) => furniture.test(text)

const kinds: [Kind, RegExp][] = [
  ["round_table", /кругл\p{L}+ стол/u],
  ["hearing", /слушани|общественн\p{L}+ обсуждени/u],
  ["forum", /форум/u],
  ["conference", /конференци|съезд|семинар|симпозиум|конгресс/u],
  [
    "council_session",
    /совет(?!ск|ник)\p{L}*|собрани|(?<!\p{L})дум[аыуе]|сесси|комисси|коллеги|комитет|правлени|депутат/u,
  ],
  ["charter", /харти|устав|кодекс|меморандум|деклараци|соглашени|положени/u],
]

/** What kind of meeting: the first that the title names, else the event, else the first words of the text. */
export function kindOf(title: string | null, event: string | null, body: string): Kind {
  for (const text of [title, event, body]) {
    if (!text) continue
    const folded = fold(text).replace(/"[^"]*"/g, (quoted) => " ".repeat(quoted.length))
    const found = kinds
      .map(([kind, word]) => ({ kind, at: folded.search(word) }))
      .filter((one) => one.at >= 0)
      .toSorted((a, b) => rank(a) - rank(b))
    // In the body every council and commission that takes part is named: only a meeting tells what the text is of.
    const telling = text === body ? (found.find((one) => one.kind !== "council_session") ?? found[0]) : found[0]
    if (telling) return telling.kind
  }
  return /заседани/iu.test(title ?? "") ? "council_session" : "other"
}

// A paper's own name («положение», «соглашение») is the weakest sign; «заседание» names no kind when another word does.
const rank = (one: { kind: Kind; at: number }) =>
  one.at + (one.kind === "charter" ? 10_000 : one.kind === "other" ? 5_000 : 0)

const isDateLine = (piece: Piece) => {
  const found = datesIn(piece.text)
  if (!found.length) return isPlace(piece.text)
  const rest = found.reduceRight((text, date) => text.slice(0, date.from) + text.slice(date.to), piece.text)
  const bare = rest.replace(
    /№\s?[\p{L}\d/-]+|\d{1,2}[:.]\d{2}|(?:^|\s)(?:от|года?|г\.?)(?=[\s,.)]|$)|[\s,.()–—-]/giu,
    "",
  )
  return bare.length < 4 || placeOfLine(piece.gaps) !== null || (bare.length < 25 && piece.gaps.includes("\t"))
}

const isHeadline = (piece: Piece) =>
  !piece.marker &&
  piece.text.length < 320 &&
  !/[;,]$/.test(piece.text) &&
  !isFurniture(piece.text) &&
  !isDateLine(piece)

/** A line that goes on where the title's line before broke off. */
function continuesTitle(before: string, piece: Piece): boolean {
  if (!isHeadline(piece) || numberLine.test(piece.text) || piece.text.length > 250) return false
  if (/:$/.test(piece.text) || (/[.!]$/.test(piece.text) && piece.text.length > 120)) return false
  if (
    /^(?:мы,|участник|рассмотрев|заслушав|обсудив|в соответствии|в целях|руководствуясь|уважаем|в работе|в ходе|организатор|председател|секретар|присутств|делегаты|настоящ|на основании|утвержд)/.test(
      fold(piece.text),
    )
  )
    return false
  if (isSentence(piece.text) && !/^[\p{Ll}«"“(]/u.test(piece.text)) return false
  return paper.test(before) || !/[.»"”]$/.test(before) || /^[\p{Ll}«"“(]/u.test(piece.text) || isUpper(piece.text)
}

const isSentence = (text: string) =>
  /[.:]$/.test(text) &&
  text.split(/\s+/).some((word) =>
    readings(word.replace(/[^\p{L}-]/gu, ""))
      .slice(0, 1)
      .some((one) => one.tags.has("VERB")),
  )

export type Heading = { title: string | null; event: string | null }

/** Finds the title and the event among the pieces before the first cue and gives those pieces their roles. */
export function readHeading(head: Piece[]): Heading {
  for (const piece of head) if (piece.role === undefined && isFurniture(piece.text)) piece.role = "furniture"
  for (const [i, piece] of head.entries()) {
    const near = i > 0 && head[i - 1]!.role === "date_place" && isStreet(piece.text)
    if (piece.role === undefined && !piece.marker && (isDateLine(piece) || near)) piece.role = "date_place"
  }
  const first = head.findIndex(
    (piece) => paper.test(piece.text) && isHeadline(piece) && piece.role === undefined && !isSentence(piece.text),
  )
  const start =
    first >= 0
      ? first
      : head.findIndex((piece) => isHeadline(piece) && piece.role === undefined && !isSentence(piece.text))
  if (start < 0) return fromSentence(head)
  const main = take(head, start)
  if (first < 0 && events.test(main)) {
    const after = head.findIndex((piece, i) => i > start && piece.role === "date_place")
    const second = after >= 0 ? head.findIndex((piece, i) => i > after && piece.role === undefined) : -1
    if (second >= 0 && isHeadline(head[second]!) && !isSentence(head[second]!.text)) {
      for (const piece of head) if (piece.role === "title") piece.role = "event"
      return { title: take(head, second), event: main }
    }
  }
  return { title: withSubject(head, start, main), event: null }
}

/** Reads a title that runs over several lines; «. » parts what are two names, a space what is one broken name. */
function take(head: Piece[], start: number): string {
  let title = ""
  for (let i = start; i < head.length; i++) {
    const piece = head[i]!
    if (i > start && (piece.role !== undefined || !continuesTitle(head[i - 1]!.text, piece))) break
    const text = calmCapitals(piece.text)
    const fresh = i > start && startsAnew(piece.text) && !paper.test(head[i - 1]!.text) && !isUpper(piece.text)
    if (fold(title).includes(fold(text)) && title) {
      piece.role = "title"
      continue
    }
    title = title
      ? `${title}${fresh && !/[.!?»]$/.test(title) ? "." : ""} ${isUpper(piece.text) && i > start ? lowerFirst(text) : text}`
      : text
    piece.role = "title"
  }
  return title.replace(/\s*\.$/, "").trim()
}

const lowerFirst = (text: string) => (/^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

/** A capital and a noun in the nominative: another name begins here. */
const startsAnew = (text: string) => {
  const word = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0]
  if (!word) return false
  return readings(word)[0]?.tags.has("nomn") ?? false
}

/** «РЕШЕНИЕ / от 28.09.2012 № 18 / р.п. … / Об утверждении Положения»: the subject behind date and place belongs to the title. */
function withSubject(head: Piece[], start: number, title: string): string {
  const subject = head.findIndex(
    (piece, i) =>
      i > start && i < start + 8 && piece.role === undefined && /^Об?\s\p{Ll}/u.test(piece.text) && isHeadline(piece),
  )
  if (subject < 0 || head.slice(start, subject).some((piece) => piece.role === undefined)) return title
  return `${title} ${lowerFirst(take(head, subject))}`
}

/** A text that starts with a sentence at once: its first words up to the participants name it. */
function fromSentence(head: Piece[]): Heading {
  const piece = head.find((one) => one.role === undefined && !one.marker)
  const found = piece && paper.exec(piece.text)
  if (!piece || !found) return { title: null, event: null }
  piece.role = "title"
  return { title: calmCapitals(piece.text.split(/(?<=[.!?»])\s/)[0]!.replace(/\.$/, "")), event: null }
}
