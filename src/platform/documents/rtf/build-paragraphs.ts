import { type DraftLine, joinRow } from "../draft-lines.ts"
import { readableMarker } from "../symbols.ts"

export type ParagraphLook = { align?: DraftLine["align"]; level?: number; style?: number; inTable: boolean }
export type Paragraphs = ReturnType<typeof paragraphBuilder>

/** Gathers the text of one story of the document (the body, a note, a text box) into lines. */
export function paragraphBuilder(kind: DraftLine["kind"], styleName: (number: number) => string | undefined) {
  const lines: DraftLine[] = []
  let row: DraftLine[][] = []
  let cell: DraftLine[] = []
  let parts: { text: string; plain: boolean; bold: boolean; hidden: boolean }[] = []
  let marker: string | undefined
  let boxes: DraftLine[] = []
  const newPart = () => ({ text: "", plain: false, bold: false, hidden: false })
  const part = () => {
    if (parts.length === 0) parts.push(newPart())
    return parts.at(-1)!
  }
  const paragraph = (look: ParagraphLook): DraftLine[] => {
    part()
    const made = parts.map(
      (one, index): DraftLine => ({
        text: one.text,
        kind,
        marker: index === 0 ? readableMarker(marker ?? "") || undefined : undefined,
        level: look.level,
        bold: one.bold && !one.plain,
        style: look.style === undefined ? undefined : styleName(look.style),
        align: look.align,
        continues: index > 0,
        warn: one.hidden ? ["hidden_text"] : undefined,
      }),
    )
    const all = [...made, ...boxes]
    parts = []
    boxes = []
    marker = undefined
    return all
  }
  const endRow = () => {
    if (cell.length > 0) row.push(cell)
    lines.push(...joinRow(row))
    row = []
    cell = []
  }
  return {
    write(text: string, bold: boolean, hidden: boolean) {
      const line = part()
      line.text += text
      if (text.trim() === "") return
      if (bold) line.bold = true
      else line.plain = true
      if (hidden) line.hidden = true
    },
    startMarker() {
      marker = ""
    },
    writeMarker(text: string) {
      marker = (marker ?? "") + text
    },
    softBreak() {
      part()
      parts.push(newPart())
    },
    addBoxes(more: DraftLine[]) {
      boxes.push(...more)
    },
    endParagraph(look: ParagraphLook) {
      const made = paragraph(look)
      if (look.inTable) cell.push(...made)
      else {
        if (row.length > 0 || cell.length > 0) endRow()
        lines.push(...made)
      }
    },
    endCell(look: ParagraphLook) {
      cell.push(...paragraph(look))
      row.push(cell)
      cell = []
    },
    endRow,
    /** The lines, with what stands after the last paragraph mark. */
    finish(look: ParagraphLook): DraftLine[] {
      if (parts.length > 0 || boxes.length > 0) this.endParagraph(look)
      if (row.length > 0 || cell.length > 0) endRow()
      return lines
    },
  }
}
