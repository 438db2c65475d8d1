import { fold } from "./clean.ts"
import { datesIn, type FoundDate } from "./date.ts"
import type { Heading } from "./heading.ts"
import type { Piece } from "./piece.ts"
import { isPlace, isStreet, placeInProse, placeOfLine } from "./place.ts"

export type WhenWhere = { date: string | null; dateEnd?: string; place: string | null }

const held =
  /состоял|состоявш|прош[её]л|прошедш|прошл|проходи|провед[её]н|проводил|собрал|принял[аи] участие|открыл|организован/iu
const legal =
  /(?:закон|указ|приказ|постановлени|распоряжени|решени|протокол|редакци|программ|опубликован|газет|договор|письм|назначен)\p{L}*[^.;]{0,80}$/iu
const labelled =
  /^(?:дата(?: и (?:время|место))?(?:\s(?:проведения|оформления|составления))?[^:\t\d]{0,60}|место(?: и время)?(?: проведения| составления)?[^:\t]{0,40}|время[^:\t]{0,30})(?:[:\t]\s*|\s(?=\d{1,2}\.\d{2}\.\d{4}|(?:г|с|п|пос|д)\.\s?\p{L}))/iu

/** «Постановление главы … от 3 июня 2003 г. № 579»: the act's own date. */
const ofAct = (title: string, date: FoundDate) =>
  /^(?:решение|постановление|распоряжение|приказ)/iu.test(title) &&
  /(?:^|\s)от\s$/u.test(title.slice(0, date.from)) &&
  /^\s?(?:N|№)/u.test(title.slice(date.to))

type Candidate = { date: string; dateEnd?: string; weight: number }

/** Date and place of the event: from the line that holds only them, the title, the sentence that tells of the event, the last line. */
export function whenAndWhere(pieces: Piece[], heading: Heading): WhenWhere {
  const free = pieces.filter((piece) => piece.role !== "item" && piece.role !== "block" && piece.role !== "furniture")
  const candidates: Candidate[] = []
  const places: { place: string; weight: number }[] = []
  const title = free.findIndex((piece) => piece.role === "title")
  free.forEach((piece, i) => {
    // What stands above the title belongs to the page.
    const above = i < title ? 4 : 0
    const isTitle = piece.role === "title" || piece.role === "event"
    const isLine = piece.role === "date_place"
    const isLast = i >= free.length - 3 && piece.role === "closing"
    for (const date of datesIn(piece.text)) {
      const before = piece.text.slice(0, date.from)
      const clock = /^\s?(?:г\.?)?\s*,?\s*\d{1,2}:\d{2}/u.test(piece.text.slice(date.to))
      const weight = isTitle
        ? 9
        : isLine
          ? 8
          : isLast
            ? 6
            : labelled.test(piece.text)
              ? 8
              : held.test(piece.text) && !legal.test(before)
                ? 7
                : 0
      const beside = /^[,\s]*((?:г|с|пос|д)\.\s?\p{Lu}\p{Ll}+(?:[\s-]\p{Lu}\p{Ll}+){0,2})/u.exec(
        piece.text.slice(date.to),
      )
      if (beside && i < 3 && !isLine) places.push({ place: beside[1]!, weight: 7 })
      const range = date.dateEnd && weight ? 3 : 0
      if (
        weight &&
        !clock &&
        !(legal.test(before) && !isLine && !(isTitle && (before.length < 40 || ofAct(piece.text, date))))
      )
        candidates.push({ ...date, weight: weight + range - above - i / 100 })
    }
    const own = (isLine || isLast) && placeOfLine(piece.gaps)
    if (own) places.push({ place: withStreet(own, free[i + 1]), weight: 9 - above - i / 100 })
    const beside = isLine ? /^дата[^:]{0,30}:[^:]*\sместо[^:]{0,20}:\s*([^:]+)$/iu.exec(piece.text) : null
    if (beside) places.push({ place: withoutDates(beside[1]!), weight: 10 })
    const label = labelled.exec(piece.gaps)
    if (label && /место/iu.test(label[0]))
      places.push({ place: withoutDates(piece.gaps.slice(label[0].length)), weight: 7 })
    if (held.test(piece.text)) {
      const told = placeInProse(piece.text.replace(/«[^»]{0,500}»|"[^"]{0,500}"/g, ""))
      if (told) places.push({ place: told, weight: 6 - i / 100 })
    }
    const together = i < 6 ? /\(([^()]{0,80}\d{4}[^()]{0,20})\)/u.exec(piece.text)?.[1] : undefined
    const togetherPlace = together && !isTitle ? placeOfLine(together) : null
    if (togetherPlace) {
      places.push({ place: togetherPlace, weight: 6 })
      for (const date of datesIn(together!)) candidates.push({ ...date, weight: 6 - i / 100 })
    }
    if (isTitle) {
      const date = datesIn(piece.text)[0]
      const beforeDate = date && /,\s*([^,«»]+),?\s*$/u.exec(piece.text.slice(0, date.from))?.[1]
      if (beforeDate && isPlace(beforeDate)) places.push({ place: beforeDate, weight: 8 })
      const bracket = /\(([^()]{0,200}\d{4}[^()]{0,100})\)/u.exec(piece.text)
      const inBracket = bracket && placeOfLine(bracket[1]!)
      const told = inBracket ?? placeInProse(piece.text)
      if (told) places.push({ place: told, weight: inBracket ? 8 : 5 })
    }
  })
  void heading
  const best = candidates.toSorted((a, b) => b.weight - a.weight)[0]
  const where = places.toSorted((a, b) => b.weight - a.weight)[0]
  return { date: best?.date ?? null, ...(best?.dateEnd ? { dateEnd: best.dateEnd } : {}), place: where?.place ?? null }
}

const withoutDates = (text: string) =>
  datesIn(text)
    .reduceRight((rest, date) => rest.slice(0, date.from) + rest.slice(date.to), text)
    .replace(/\d{1,2}[:.-]\d{2}(?:\s?час\p{L}*)?/gu, "")
    .replace(/^[\s,.;]+|[\s,.;]+$/g, "")

const withStreet = (place: string, next: Piece | undefined) =>
  next?.role === "date_place" && isStreet(next.text) && !fold(place).includes(fold(next.text))
    ? `${place}, ${next.text.replace(/\.$/, "")}`
    : place
