import type { SourceLine } from "#platform/documents/source.ts"
import { readings } from "#platform/morphology/az.ts"
import { clean, cleanWithGaps } from "./clean.ts"
import { datesIn } from "./date.ts"
import { type Marker, markerOf, readMarker } from "./numbering.ts"
import { isPlace, placeOfLine } from "./place.ts"

/** A stretch of text that belongs together: one line, several lines of one broken sentence, or a part of a line. */
export type Paragraph = {
  /** Indexes of the source lines, first to last. */
  lines: number[]
  /** Without the marker. */
  text: string
  /** As printed on the first line, with tabs where the print leaves a wide gap. */
  gaps: string
  marker: Marker | null
  /** Level of automatic numbering; null for typed numbers. */
  level: number | null
  blankBefore: number
  kind: SourceLine["kind"]
  bold: boolean
  style: string
  align: SourceLine["align"]
}

const widest = 130
const longest = 6000
const unfinished =
  /(?:^|\s)(?:и|или|а|в|во|на|с|со|к|ко|о|об|по|для|из|от|до|при|под|за|над|у|без|не|как|что|(?<!\d\s?)г\.|ул\.|им\.)$/iu

function start(line: SourceLine, index: number, blankBefore: number): Paragraph {
  const gaps = cleanWithGaps(line.text)
  const typed = readMarker(gaps)
  const marker = typed?.marker ?? (line.marker ? markerOf(line.marker) : null)
  return {
    lines: [index],
    text: clean(typed ? typed.rest : gaps),
    gaps,
    marker,
    level: typed || !line.marker ? null : (line.level ?? null),
    blankBefore,
    kind: line.kind,
    bold: line.bold ?? false,
    style: line.style ?? "",
    align: line.align,
  }
}

/** Joins two lines of one sentence; a hyphen at the end of the first is kept only when the word needs it. */
function glue(first: string, second: string): string {
  const tail = first.slice(-60)
  const broken = /(\p{Ll}+)-$/u.exec(tail)
  const next = /^\p{Ll}+/u.exec(second)
  if (broken && next) {
    const whole = readings(broken[1]! + next[0])
    return whole.some((one) => one.known) ? first.slice(0, -1) + second : first + second
  }
  const isWhole = /\p{L}-$/u.test(tail) || (/\p{Lu}\.$/u.test(tail) && /^\p{Lu}\./u.test(second))
  return isWhole ? first + second : `${first} ${second}`
}

/** Width to which the lines of a text are broken; 0 when they are not broken at all. */
function wrapWidth(texts: string[]): number {
  const lengths = texts.map((text) => text.length).filter((length) => length > 0)
  if (lengths.length < 8) return 0
  const sorted = lengths.toSorted((a, b) => a - b)
  const wide = sorted[Math.floor(sorted.length * 0.9)]!
  if (wide > widest || wide < 40) return 0
  const filled = texts.filter((text, i) => text.length > wide * 0.75 && texts[i + 1] && !/[.;:!?]$/.test(text)).length
  return filled >= 3 ? wide : 0
}

function usualGap(gaps: number[]): number {
  const counts = new Map<number, number>()
  for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** Joins lines broken in the middle of a sentence and strips markers; every non-empty body line lands in one paragraph. */
export function toParagraphs(lines: SourceLine[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let blanks = 0
  lines.forEach((line, index) => {
    if (line.kind === "footnote" || line.kind === "header") return
    if (!clean(line.text)) {
      blanks++
      return
    }
    paragraphs.push(start(line, index, blanks))
    blanks = 0
  })
  const full = (paragraph: Paragraph) => clean(lines[paragraph.lines.at(-1)!]!.text)
  const width = wrapWidth(paragraphs.map(full))
  const gap = usualGap(paragraphs.slice(1).map((one) => one.blankBefore))
  const joined: Paragraph[] = []
  for (const paragraph of paragraphs) {
    const last = joined.at(-1)
    if (last && continues(last, paragraph, full(last).length, width, gap)) {
      last.text = glue(last.text, paragraph.text)
      last.lines.push(...paragraph.lines)
    } else joined.push(paragraph)
  }
  return joined
}

/** A line of its own that tells when: it neither goes on a sentence nor is gone on. */
const isShortDate = (text: string) =>
  text.length < 70 && datesIn(text).length > 0 && (!/^\p{Ll}{4,}/u.test(text) || placeOfLine(text) !== null)
const isLabelled = (text: string) => /^\p{Lu}[^.:«"]{2,60}:/u.test(text)

function continues(last: Paragraph, next: Paragraph, lastLength: number, width: number, gap: number): boolean {
  // Endings are sought near the end only: a paragraph of a thousand lines must not be read a thousand times.
  const tail = last.text.slice(-60)
  if (last.text.length > longest) return false
  if (next.marker || last.kind !== next.kind || last.kind === "table") return false
  if (next.style !== last.style || next.align !== last.align || next.bold !== last.bold) return false
  if (next.gaps.includes("\t") || next.blankBefore > gap) return false
  if (
    isLabelled(next.text) ||
    isShortDate(next.text) ||
    isShortDate(last.text) ||
    (isPlace(next.text) && !/,$/.test(tail))
  )
    return false
  if (/,$/.test(tail) && isPlace(next.text) && lastLength < 110) return true
  // «Сидоров К.» / «В.»: a name broken between its initials.
  if (/\p{Lu}\p{Ll}+\s\p{Lu}\.$/u.test(tail) && /^\p{Lu}\.(?:[,;.\s]|$)/u.test(next.text)) return true
  const startsLow = /^[\p{Ll}(]/u.test(next.text)
  if (unfinished.test(tail) && lastLength < 200) return true
  if (/(\p{L})-$/u.test(tail) && startsLow) return true
  const isOpen = !/[.;:!?]$/.test(tail)
  const startsWord = /^[\p{L}\p{N}«"“„(–—-]/u.test(next.text)
  if (width) {
    const isFull = lastLength + (next.text.indexOf(" ") < 0 ? next.text.length : next.text.indexOf(" ")) >= width * 0.92
    if (isOpen && startsLow && lastLength > width * 0.5) return true
    if (isOpen && startsWord && isFull) return true
    return /[.,]$/.test(tail) && isFull && next.blankBefore <= gap && lastLength > width * 0.85
  }
  return isOpen && startsLow && next.blankBefore <= gap && lastLength > 25 && lastLength < 110 && !/,$/.test(tail)
}
