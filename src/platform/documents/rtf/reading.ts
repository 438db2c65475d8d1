import { type DraftLine, noteLines } from "../draft-lines.ts"
import { type ParagraphLook, type Paragraphs, paragraphBuilder } from "./build-paragraphs.ts"
import { decodePage, signs } from "./code-pages.ts"

/** What the text of a group is for. */
export type Purpose = "text" | "skip" | "marker" | "instruction" | "fonts" | "styles"

/** Everything that a closing brace puts back. */
export type Group = {
  purpose: Purpose
  out: Paragraphs
  /** Set on the group that began a story of its own. */
  story?: "footnote" | "box"
  /** How many characters stand for a \u one for older readers. */
  fallback: number
  font: number
  bold: boolean
  hidden: boolean
  deleted: boolean
  look: ParagraphLook
  field?: { instruction: string }
  /** The next group in this one tells the same for older readers. */
  skipNext: boolean
  /** \* has been read: an unknown destination is to be left out. */
  optional: boolean
}

/** The state of reading one file. */
export type Reading = {
  group: Group
  stack: Group[]
  body: Paragraphs
  fonts: Map<number, number | undefined>
  styles: Map<number, string>
  warnings: Set<string>
  notes: DraftLine[]
  page: number
  forcedPage?: number
  usualFont: number
  namedFont: number
  namedStyle: number
  /** Characters still to leave out after \u. */
  toSkip: number
  /** Bytes not yet decoded; a letter of an Asian code page takes two. */
  pending: number[]
}

export function startReading(forcedPage?: number): Reading {
  const styles = new Map<number, string>()
  const body = paragraphBuilder("paragraph", (number) => styles.get(number))
  const group: Group = {
    ...{ purpose: "text", out: body, fallback: 1, font: -1, look: { inTable: false } },
    ...{ bold: false, hidden: false, deleted: false, skipNext: false, optional: false },
  }
  return {
    ...{ group, stack: [], body, fonts: new Map(), styles, warnings: new Set(), notes: [], page: 1252, forcedPage },
    ...{ usualFont: -1, namedFont: -1, namedStyle: 0, toSkip: 0, pending: [] },
  }
}

/** Decodes the bytes gathered so far in the code page of the font. */
export function flush(reading: Reading) {
  if (reading.pending.length === 0) return
  const ofFont = reading.group.purpose === "styles" ? undefined : reading.fonts.get(reading.group.font)
  const page = ofFont === signs ? signs : (reading.forcedPage ?? ofFont ?? reading.page)
  const text = decodePage(Uint8Array.from(reading.pending), page)
  reading.pending = []
  write(reading, text)
}

/** Puts text where the present group wants it. */
export function write(reading: Reading, text: string) {
  const { group } = reading
  if (group.purpose === "text" && !group.deleted) group.out.write(text, group.bold, group.hidden)
  else if (group.purpose === "marker") group.out.writeMarker(text)
  else if (group.purpose === "instruction" && group.field) group.field.instruction += text
  else if (group.purpose === "styles") {
    const name = (reading.styles.get(reading.namedStyle) ?? "") + text
    reading.styles.set(reading.namedStyle, name.replace(/;$/, ""))
  }
}

export function openGroup(reading: Reading) {
  const outer = reading.group
  const purpose = outer.skipNext ? "skip" : outer.purpose
  reading.stack.push(outer)
  reading.group = { ...outer, purpose, look: { ...outer.look }, story: undefined, skipNext: false, optional: false }
  outer.skipNext = false
}

/** Lets a note or a text box have lines of its own, which the closing brace of the group ends. */
export function openStory(reading: Reading, story: "footnote" | "box") {
  const { group } = reading
  group.story = story
  group.purpose = "text"
  group.look = { inTable: false }
  const kind = story === "footnote" ? "footnote" : "paragraph"
  group.out = paragraphBuilder(kind, (number) => reading.styles.get(number))
}

export function closeGroup(reading: Reading) {
  const closed = reading.group
  const outer = reading.stack.pop()
  if (!outer) return
  reading.group = outer
  if (!closed.story) return
  const lines = closed.out.finish(closed.look)
  if (closed.story === "box") return outer.out.addBoxes(lines)
  const marker = String(reading.notes.filter((line) => line.marker).length + 1)
  reading.notes.push(...noteLines(lines, marker))
}
