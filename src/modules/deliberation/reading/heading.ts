import { readings } from "#platform/morphology/az.ts"
import { calmCapitals, fold, isUpper } from "./clean.ts"
import { endingOf } from "./closing.ts"
import { datesIn } from "./date.ts"
import type { Piece } from "./piece.ts"
import { isPlace, isStreet, placeOfLine } from "./place.ts"
import { bodyWords } from "./vocabulary.ts"

const kindOfPaper =
  "(?:проект |выписка из )?(?:итогов\\p{L}+ |сводн\\p{L}+ |совместн\\p{L}+ |заключительн\\p{L}+ |открыт\\p{L}+ |общ\\p{L}+ )?(?:резолюци[яи]|решени[ея]|протокола?|заключени[ея]|постановлени[ея]|обращени[ея]|рекомендации|документ|декларация|меморандум|заявление|хартия|соглашение|письмо|распоряжение|манифест|устав|положение|итоги|результаты?|резюме|отч[её]т|коммюнике|сообщение|приказ)"
const paper = new RegExp(`^${kindOfPaper}(?![\\p{L},])`, "iu")
const barePaper = new RegExp(`^${kindOfPaper}(?:\\s*№\\s?[\\p{L}\\d/-]+)?\\s*$`, "iu")
const events =
  /^(?:конференци|форум|съезд|слушани|заседани|собрани|семинар|встреч|конгресс|митинг|совещани|сессия|симпозиум)/iu
const furniture =
  /^(?:https?:|www\.|\d{1,3}$|[_\s.\-–—*=|]+$|просмотр|главная\s|назад$|« назад|печать|версия для|опубликовано|дата публикации|автор:|распечатать|адрес:|тел(?:ефон)?[.:,]|e-?mail|поделиться|подробнее|скачать|теги|рубрик|\d{6},|advertisement|меню$|поиск$|войти|вход$|(?:данн|настоящ)\p{L}+ (?:материал|сообщение)|©|все права)|\.(?:jpe?g|png|gif|pdf|docx?|rtf|zip)$|^[^«»]*(?:\s\\|›|\||\s>)\s.*$|\d{2}:\d{2}(?::\d{2})?$/iu
const numberLine = /^(?:№|n)\s?[\p{L}\d/-]+$/iu
const hours = /^(?:начало|время)?[^\p{L}\d]{0,3}\d{1,2}[:.-]\d{2}\s?(?:час\p{L}*|ч\.?)$/iu
const starts =
  /^(?:мы,|участники?(?!\p{L})|учитывая|рассмотрев|заслушав|обсудив|в соответствии|в целях|руководствуясь|уважаем|в работе|в ходе|организатор|председател|секретар|присутств|делегаты|настоящ|на основании|утвержд|место |дата |время |тема |форма )/u

export const isFurniture = (text: string) => text.length < 200 && furniture.test(text)
const isViews = (piece: Piece | undefined) => /^просмотр|^\d{2}:\d{2}(?::\d{2})?$/iu.test(piece?.text ?? "")

const label =
  /^(?:дата|место|время|дата и (?:время|место)|место и (?:время|дата))(?:\s(?:проведения|составления|оформления))?(?:\s*[:\t]|\s(?=\d{1,2}\.\d{2}\.\d{4}|(?:г|с|п|пос|д)\.\s?\p{L}))/iu

function isDateLine(piece: Piece): boolean {
  if (label.test(piece.gaps)) return true
  if (/^\([^()]*\)\.?$/.test(piece.text) && datesIn(piece.text).length) return true
  if (paper.test(piece.text) && piece.text.length > 40) return false
  const found = datesIn(piece.text)
  if (!found.length) return isPlace(piece.text)
  const rest = found.reduceRight((text, date) => text.slice(0, date.from) + text.slice(date.to), piece.text)
  const bare = rest.replace(
    /№\s?[\p{L}\d/-]+|\d{1,2}[:.]\d{2}|(?:^|\s)(?:от|года?|г\.?)(?=[\s,.)]|$)|[\s,.()–—-]/giu,
    "",
  )
  return bare.length < 4 || placeOfLine(piece.gaps) !== null || (bare.length < 40 && piece.gaps.includes("\t"))
}

const isHeadline = (piece: Piece, next: Piece | undefined) =>
  !piece.marker &&
  piece.role === undefined &&
  piece.text.length < 420 &&
  !(/[;,]$/.test(piece.text) && !/^\p{Ll}/u.test(next?.text ?? "")) &&
  !isFurniture(piece.text)

/** A line that goes on where the title's line before broke off. */
function continuesTitle(before: Piece, piece: Piece, next: Piece | undefined): boolean {
  if (!isHeadline(piece, next) || numberLine.test(piece.text) || starts.test(fold(piece.text))) return false
  if (/:$/.test(piece.text) || /!$/.test(piece.text) || (/\.$/.test(piece.text) && piece.text.length > 120))
    return false
  const startsLow = /^[\p{Ll}«"“(]/u.test(piece.text)
  if (piece.text.length > 250 && !(startsLow && barePaper.test(before.text))) return false
  if (isSentence(piece.text) && !startsLow) return false
  return barePaper.test(before.text) || !/[.»"”]$/.test(before.text) || startsLow || isUpper(piece.text)
}

const isSentence = (text: string) =>
  /[.:]$/.test(text) &&
  text.split(/\s+/).some((word) => {
    const reading = readings(word.replace(/[^\p{L}-]/gu, ""))[0]
    return reading && (reading.tags.has("VERB") || reading.tags.has("PRTS"))
  })

export type Heading = { title: string | null; event: string | null }

/** Gives roles to the lines that hold only a date, a place, a number, and to what a web page adds around a text. */
export function markDateLines(pieces: Piece[]): void {
  for (const [i, piece] of pieces.entries()) {
    if (piece.role !== undefined && piece.role !== "preamble" && piece.role !== "closing") continue
    const isDate = !piece.marker && piece.text.length < 200 && isDateLine(piece)
    const near = pieces[i - 1]?.role === "date_place" && isStreet(piece.text)
    if (isFurniture(piece.text) || (isDate && isViews(pieces[i + 1]) && datesIn(piece.text).length))
      piece.role = "furniture"
    else if (isDate || near || numberLine.test(piece.text) || hours.test(piece.text)) piece.role = "date_place"
  }
}

/** Finds the title and the event among the pieces before the first cue and gives those pieces their roles. */
export function readHeading(head: Piece[]): Heading {
  const first = titleStart(head)
  const start = first >= 0 ? first : firstName(head)
  if (start < 0) return fromSentence(head)
  const main = take(head, start)
  const above =
    first > 0 ? head.slice(0, first).find((piece) => piece.role === undefined && isEventLine(piece)) : undefined
  if (above) above.role = "event"
  markAround(head, start)
  if (first < 0 && namesEvent(main)) {
    const after = head.findIndex((piece, i) => i > start && piece.role === "date_place")
    const second = after >= 0 ? head.findIndex((piece, i) => i > after && piece.role === undefined) : -1
    if (second >= 0 && isHeadline(head[second]!, head[second + 1]) && !isSentence(head[second]!.text)) {
      for (const piece of head) if (piece.role === "title") piece.role = "event"
      return { title: take(head, second), event: main }
    }
  }
  return { title: withSubject(head, start, main), event: above?.text ?? null }
}

/**
 * The line that names the paper. A page repeats its title above the paper itself: the bare «РЕЗОЛЮЦИЯ» with a name under it
 * is the paper's own.
 */
function titleStart(head: Piece[]): number {
  const named = head.flatMap((piece, i) =>
    paper.test(piece.text) && isHeadline(piece, head[i + 1]) && !isSentence(piece.text) ? [i] : [],
  )
  const body = head.findIndex(
    (piece, i) => i > (named[0] ?? 0) && (piece.marker !== null || (piece.text.length > 200 && isSentence(piece.text))),
  )
  const own = named.find((i) => {
    if (body >= 0 && i > body && !repeats(head[named[0]!]!.text, head[i + 1]?.text ?? "")) return false
    const next = head.slice(i + 1).find((piece) => piece.role !== "date_place")
    if (!barePaper.test(head[i]!.text) || !next) return false
    return head[i + 1] === next ? continuesTitle(head[i]!, next, head[i + 2]) : isSubject(next)
  })
  const dated = named.findLast(
    (i) =>
      bracketDate.test(head[i]!.text) || (/^\(/.test(head[i + 1]?.text ?? "") && head[i + 1]!.role === "date_place"),
  )
  return own ?? dated ?? named[0] ?? -1
}

/** Are these two wordings of one title? */
function repeats(one: string, other: string): boolean {
  const words = (text: string) => new Set(fold(text).match(/\p{L}{6}/gu) ?? [])
  const [a, b] = [words(one), words(other)]
  return [...a].filter((word) => b.has(word)).length * 2 > Math.min(a.size, b.size)
}

/** Lines above the title are the page's, unless they name a body; the title's repetitions are titles. */
function markAround(head: Piece[], start: number): void {
  for (const [i, piece] of head.entries()) {
    if (piece.role !== undefined || piece.marker) continue
    if (/^организатор[^:]{0,40}:/iu.test(piece.text)) {
      piece.role = "organiser"
      continue
    }
    const isNamed = paper.test(piece.text) && piece.text.length < 320
    const ending = i > start + 2 && !isNamed ? endingOf(piece.text) : null
    if (ending) {
      piece.role = ending
      continue
    }
    if (paper.test(piece.text) && piece.text.length < 320 && !isSentence(piece.text)) take(head, i)
    else if (i < start && piece.text.length < 200 && !isSentence(piece.text))
      piece.role = namesBody(piece.text) ? "organiser" : "furniture"
    else if (i > start && piece.text.length < 100 && !/[.:;,!]$/.test(piece.text) && namesBody(piece.text))
      piece.role = "organiser"
  }
}

const namesBody = (text: string) =>
  text.length < 160 &&
  text
    .split(/\s+/)
    .some((word) =>
      readings(word.replace(/[^\p{L}-]/gu, "")).some((one) => bodyWords.has(fold(one.lemma)) && one.tags.has("nomn")),
    )

/** Reads a title that runs over several lines; «. » parts what are two names, a space what is one broken name. */
function take(head: Piece[], start: number): string {
  let title = ""
  for (let i = start; i < head.length; i++) {
    const piece = head[i]!
    const before = head[i - 1]!
    if (i > start && (piece.role !== undefined || !continuesTitle(before, piece, head[i + 1]))) break
    piece.role = "title"
    const text = calmCapitals(piece.text)
    if (title && fold(title).includes(fold(text))) continue
    if (!title) title = text
    else {
      const fresh =
        startsAnew(piece.text) && !barePaper.test(before.text) && !isUpper(piece.text) && !/[.!?»,]$/.test(title)
      title = `${title}${fresh ? "." : ""} ${isUpper(piece.text) || /^Об?\s/u.test(text) ? lowerFirst(text) : text}`
    }
  }
  return once(withoutDate(title.replace(/\s*\.$/, "").trim()))
}

const bracketDate = /\s\([^()]{0,200}(?:19|20)\d{2}[^()]{0,100}\)\.?$/

/** «… форума «Дружба», Москва, 15 ноября 2022 года»: date and place at the end are no part of the name; «от 5 мая» is. */
function withoutDate(title: string): string {
  const bare = title.replace(bracketDate, "")
  const date = datesIn(bare).at(-1)
  if (!date || date.to < bare.length - 1 || /(?:^|\s)от\s$/u.test(bare.slice(0, date.from))) return bare
  const rest = bare.slice(0, date.from).replace(/[\s,.(]+$/, "")
  const cut = rest.lastIndexOf(", ")
  const name = cut > 0 && isPlace(rest.slice(cut + 2)) ? rest.slice(0, cut) : rest
  return name.length > 15 ? name : bare
}

/** A title glued to its own repetition. */
const once = (title: string) => (title.length > 800 ? title : title.replace(/^(.{8,}?)\s?\1$/u, "$1"))

const lowerFirst = (text: string) => (/^\p{Lu}[\p{Ll}\s]/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

/** A capital and a noun in the nominative: another name begins here. */
const startsAnew = (text: string) => {
  const word = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0]
  return !!word && (readings(word)[0]?.tags.has("nomn") ?? false)
}

const isSubject = (piece: Piece) =>
  /^Об?\s\p{L}/iu.test(piece.text) && piece.text.length < 420 && piece.role === undefined

/** «РЕШЕНИЕ / от 28.09.2012 № 18 / р.п. … / Об утверждении Положения»: the subject behind date and place belongs to the title. */
function withSubject(head: Piece[], start: number, title: string): string {
  const at = head.findIndex((piece, i) => i > start && i < start + 8 && isSubject(piece))
  if (at < 0 || head.slice(start, at).some((piece) => piece.role === undefined && piece.text.length > 10)) return title
  return `${title} ${lowerFirst(take(head, at))}`
}

/** Where no paper is named, one of the first two lines may be the title. */
function firstName(head: Piece[]): number {
  const free = head.flatMap((piece, i) => (piece.role === undefined ? [i] : [])).slice(0, 2)
  const isName = (piece: Piece) => !isSentence(piece.text) && !/[:,]$/.test(piece.text) && mayName(piece.text)
  return free.find((i) => isHeadline(head[i]!, head[i + 1]) && isName(head[i]!)) ?? -1
}

/** «Межрегиональная конференция …»: the meeting itself, not a paper about it. */
const namesEvent = (text: string) =>
  text
    .split(/\s+/)
    .slice(0, 5)
    .some(
      (word) => events.test(word) && readings(word.replace(/[^\p{L}-]/gu, "")).some((one) => one.tags.has("nomn")),
    ) || /^\p{L}*\s?круглый стол/iu.test(text)

const isEventLine = (piece: Piece) =>
  !piece.marker && piece.text.length < 200 && !isSentence(piece.text) && namesEvent(piece.text)

/** A name starts with a quote, a number or a word in the nominative. */
const mayName = (text: string) => {
  const word = /^\p{L}[\p{L}-]*/u.exec(text)?.[0]
  const known = word ? readings(word) : []
  return !known.length || known.some((one) => one.tags.has("nomn") || one.tags.has("PREP"))
}

/** Where a title ends that has the whole text behind it on its line: a sentence, a date (glued on too), the first words of a body. */
const titleEnd =
  /[.!?]\s|,?(?:\s(?:от\s)?|(?<=\p{L}))\d{1,2}\s\p{Ll}+\s\d{4}|\s(?:В работе|В ходе|Участники|Мы|Место|Дата|Состоял)|(?<=»)\s(?=\p{Lu})/u

/** A text that starts with a sentence at once: its first words up to the participants name it. */
function fromSentence(head: Piece[]): Heading {
  const piece = head.find((one) => one.role === undefined && !one.marker)
  if (!piece || !paper.test(piece.text)) return { title: null, event: null }
  piece.role = "title"
  const found = titleEnd.exec(piece.text)
  const name = calmCapitals(piece.text.slice(0, found?.index ?? piece.text.length))
  return { title: once(name.replace(/[.,\s]+$/, "")), event: null }
}
