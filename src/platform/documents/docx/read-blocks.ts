import { child, children, elementsOf, type XmlElement } from "../archive/parse-xml.ts"
import { type DraftLine, detached, joinRow } from "../draft-lines.ts"
import { lookup } from "../lookup.ts"
import type { numberCounter, OwnNumber } from "./count-numbers.ts"
import { integer, val } from "./part.ts"
import { alternative, readRuns, type TextLine, type Walk } from "./read-runs.ts"
import { inherited } from "./read-styles.ts"

export type BlockWalk = Walk & { count: ReturnType<typeof numberCounter>; kind: DraftLine["kind"] }

/** Lines of everything that stands in a cell, a text box or a note, in order. */
export function readBlocks(parent: XmlElement, walk: BlockWalk): DraftLine[] {
  const reader = blockReader(walk)
  for (const element of elementsOf(parent)) reader.visit(element)
  return reader.finish()
}

/** Reads blocks one by one, as they come out of the parser. */
export function blockReader(walk: BlockWalk) {
  const lines: DraftLine[] = []
  /** Text of a paragraph whose end was deleted: it goes on in the next one. */
  let carried: TextLine[] | undefined
  const visit = (element: XmlElement): void => {
    switch (element.name) {
      case "w:p": {
        const paragraph = readParagraph(element, carried, walk)
        carried = paragraph.carried
        lines.push(...paragraph.lines)
        return
      }
      case "w:tbl":
        for (const line of readTable(element, walk)) lines.push(line)
        return
      case "mc:AlternateContent":
        for (const one of elementsOf(alternative(element))) visit(one)
        return
      case "w:altChunk":
        walk.warnings.add("embedded_document")
        return
      case "w:del":
      case "w:moveFrom":
      case "w:sdtPr":
      case "w:pPr":
      case "w:tcPr":
        return
      default:
        for (const one of elementsOf(element)) visit(one)
    }
  }
  return {
    visit,
    finish(): DraftLine[] {
      if (carried) lines.push(...carried.map((line) => ({ text: line.text, kind: walk.kind })))
      carried = undefined
      return lines
    },
  }
}

function readParagraph(element: XmlElement, carried: TextLine[] | undefined, walk: BlockWalk) {
  const own = child(element, "w:pPr")
  const styleId = val(own, "w:pStyle")
  const { lines: texts, boxes } = readRuns(element, styleId, walk)
  if (carried) {
    const last = carried.at(-1)!
    const first = texts[0]!
    texts.splice(0, 1, ...carried.slice(0, -1), {
      text: last.text + first.text,
      plainLetters: last.plainLetters + first.plainLetters,
      boldLetters: last.boldLetters + first.boldLetters,
      hidden: last.hidden || first.hidden,
    })
  }
  const inBoxes = boxes.flatMap((box) => readBlocks(box, walk))
  const mark = child(own, "w:rPr")
  if (child(mark, "w:del") || child(mark, "w:moveFrom")) {
    walk.warnings.add("tracked_changes")
    const nothing = texts.length === 1 && texts[0]!.text === ""
    return { lines: inBoxes, carried: nothing ? undefined : texts }
  }
  return { lines: [...paragraphLines(texts, own, styleId, walk), ...inBoxes], carried: undefined }
}

function paragraphLines(texts: TextLine[], own: XmlElement | undefined, styleId: string | undefined, walk: BlockWalk) {
  const styles = walk.styles.chain(styleId)
  const numPr = child(own, "w:numPr")
  const number: OwnNumber = { numId: val(numPr, "w:numId"), listLevel: integer(val(numPr, "w:ilvl")) }
  const counted = walk.count(number, styles)
  const outline = integer(val(own, "w:outlineLvl")) ?? inherited(styles, "outlineLevel")
  return texts.map(
    (line, index): DraftLine => ({
      text: detached(line.text),
      kind: walk.kind,
      marker: index === 0 ? counted?.marker || undefined : undefined,
      level: counted?.level ?? (outline !== undefined && outline < 9 ? outline + 1 : undefined),
      bold: line.boldLetters > 0 && line.plainLetters === 0,
      style: styles[0]?.name,
      align: alignments.get(val(own, "w:jc") ?? inherited(styles, "align") ?? ""),
      continues: index > 0,
      warn: line.hidden ? ["hidden_text"] : undefined,
    }),
  )
}

const alignments = lookup<DraftLine["align"]>({
  left: "left",
  start: "left",
  center: "center",
  right: "right",
  end: "right",
  both: "both",
  distribute: "both",
})

function readTable(table: XmlElement, walk: BlockWalk): DraftLine[] {
  return inside(table, "w:tr").flatMap((row) => {
    if (child(child(row, "w:trPr"), "w:del")) {
      walk.warnings.add("tracked_changes")
      return []
    }
    const cells = inside(row, "w:tc").filter((cell) => !child(child(cell, "w:tcPr"), "w:cellDel"))
    return joinRow(cells.map((cell) => readBlocks(cell, { ...walk, kind: "table" })))
  })
}

/** Children of a name, looked for also in content controls and custom XML around them. */
function inside(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((one) => {
    if (one.name === name) return [one]
    return ["w:sdt", "w:sdtContent", "w:customXml", "w:ins"].includes(one.name) ? inside(one, name) : []
  })
}

/** The notes of a part by their id; separators left out. */
export function notesById(root: XmlElement | undefined, name: "w:footnote" | "w:endnote") {
  const notes = children(root, name).filter((note) => /^(normal)?$/.test(note.attributes["w:type"] ?? ""))
  return new Map(notes.map((note) => [note.attributes["w:id"] ?? "", note]))
}
