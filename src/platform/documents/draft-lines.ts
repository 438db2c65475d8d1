import type { SourceDocument, SourceLine } from "./source.ts"
import { readableSigns } from "./symbols.ts"

/** A line before it has its number. */
export type DraftLine = Omit<SourceLine, "n"> & {
  /** Follows the line before it after a soft break, in the same paragraph. */
  continues?: boolean
  /** Codes of warnings about this line. */
  warn?: string[]
}

/** Numbers the lines from 1 and gathers the warnings: those of the whole document first. */
export function numberLines(drafts: DraftLine[], documentWarnings: Iterable<string> = []) {
  const warnings: SourceDocument["warnings"] = [...documentWarnings].map((code) => ({ code }))
  const lines = drafts.map(({ continues: _, warn, ...draft }, index): SourceLine => {
    const n = index + 1
    for (const code of new Set(warn)) warnings.push({ code, line: n })
    const line: SourceLine = { n, text: tidy(draft.text), kind: draft.kind }
    if (draft.marker) line.marker = tidy(draft.marker)
    if (draft.level) line.level = draft.level
    if (draft.bold) line.bold = true
    if (draft.style) line.style = tidy(draft.style)
    if (draft.align) line.align = draft.align
    return line
  })
  return { lines, warnings }
}

/** No control characters but tabs and no halves of characters: a database refuses the one, UTF-8 the other. */
const tidy = (text: string) => readableSigns(text.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, " ")).toWellFormed()

/** A copy of a text put together of pieces of a file, which otherwise would keep the whole file in memory. */
export const detached = (text: string) => Buffer.from(text, "utf16le").toString("utf16le")

const says = (line: DraftLine) => line.text.trim() !== "" || line.marker !== undefined

/**
 * The cells of one table row as lines: cells of one paragraph stand side by side, joined by tabs; a cell of several
 * paragraphs keeps them as lines of their own, so that a whole text laid out in a table stays a text.
 */
export function joinRow(cells: DraftLine[][]): DraftLine[] {
  const filled = cells.map((cell) => cell.filter(says))
  const sideBySide = filled.filter((cell) => cell.length > 0).length > 1
  const single = filled.every((cell) => cell.every((line, index) => index === 0 || line.continues))
  const row = sideBySide && single ? filled.map(joinSoftBreaks) : filled
  const lines: DraftLine[] = []
  let open: DraftLine | undefined
  let gap = ""
  for (const cell of row) {
    const [first, ...rest] = cell
    if (!first) {
      if (open) gap += "\t"
      continue
    }
    if (open) {
      const text = first.marker ? `${first.marker} ${first.text}` : first.text
      const onlyMarker = open.text.trim() === "" && open.marker !== undefined
      open.bold = onlyMarker ? first.bold : open.bold && first.bold
      open.text = onlyMarker ? text : `${open.text}\t${gap}${text}`
      if (first.warn) open.warn = [...(open.warn ?? []), ...first.warn]
    } else lines.push({ ...first, kind: "table" })
    lines.push(...rest.map((line): DraftLine => ({ ...line, kind: "table" })))
    open = rest.length === 0 ? lines.at(-1) : undefined
    gap = ""
  }
  return lines
}

function joinSoftBreaks(cell: DraftLine[]): DraftLine[] {
  const [first] = cell
  if (!first) return []
  const warn = cell.flatMap((line) => line.warn ?? [])
  return [
    { ...first, text: cell.map((line) => line.text.trim()).join(" "), bold: cell.every((line) => line.bold), warn },
  ]
}

/** The lines of a footnote or endnote, with its number before the first; blank ones are left out. */
export function noteLines(lines: DraftLine[], marker: string | undefined): DraftLine[] {
  const said = lines.filter((line) => line.text.trim() !== "")
  return said.map((line, index): DraftLine => {
    const own = index === 0 ? { marker, text: line.text.trimStart() } : {}
    return { ...line, ...own, kind: "footnote" }
  })
}
