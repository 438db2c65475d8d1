import { child, elementsOf, type XmlElement } from "../archive/parse-xml.ts"
import { type DraftLine, detached, joinRow, noteLines } from "../draft-lines.ts"
import { countItem, type listKeeper, type RunningList } from "./count-lists.ts"
import { whole } from "./part.ts"
import type { ListStyle } from "./read-list-style.ts"
import type { Styles } from "./read-styles.ts"
import { readTexts } from "./read-text.ts"

export type Walk = {
  styles: Styles
  openList: ReturnType<typeof listKeeper>
  outline: RunningList
  notes: XmlElement[]
  warnings: Set<string>
  kind: DraftLine["kind"]
}
/** The list item whose first paragraph is still to come, or that has had it. */
type Item = { list: RunningList; depth: number; styleName?: string; startValue?: string; counted: boolean }

/** A table may claim to repeat a row a million times. */
const mostRepeats = 100

/** Lines of everything that stands in a section, a cell, a frame or a note, in order. */
export function readBlocks(parent: XmlElement | undefined, walk: Walk, item?: Item): DraftLine[] {
  return elementsOf(parent).flatMap((element) => readBlock(element, walk, item))
}

/** Lines of one block. */
export function readBlock(element: XmlElement, walk: Walk, item?: Item): DraftLine[] {
  switch (element.name) {
    case "text:p":
    case "text:h":
      return readParagraph(element, walk, item)
    case "text:list":
      return readList(element, walk, item)
    case "text:tracked-changes":
      walk.warnings.add("tracked_changes")
      return []
    case "table:table":
      return readRows(element, walk)
    case "office:annotation":
      walk.warnings.add("comments")
      return []
    case "office:forms":
    case "text:sequence-decls":
    case "text:variable-decls":
    case "text:user-field-decls":
      return []
    default:
      return readBlocks(element, walk, item)
  }
}

function readList(element: XmlElement, walk: Walk, outer: Item | undefined): DraftLine[] {
  const list = outer?.list ?? walk.openList(element.attributes)
  const styleName = element.attributes["text:style-name"] ?? outer?.styleName
  const depth = outer ? Math.min(outer.depth + 1, 9) : 0
  return elementsOf(element).flatMap((one) => {
    const startValue = one.attributes["text:start-value"]
    // a list header has no number
    return readBlocks(one, walk, { list, depth, styleName, startValue, counted: one.name !== "text:list-item" })
  })
}

function readParagraph(element: XmlElement, walk: Walk, item: Item | undefined): DraftLine[] {
  const { attributes } = element
  const texts = readTexts(element, walk.styles)
  if (texts.comments) walk.warnings.add("comments")
  walk.notes.push(...texts.notes)
  const style = attributes["text:style-name"]
  const outlineLevel = element.name === "text:h" ? whole(attributes["text:outline-level"], 1, 1) : undefined
  const marker = item ? markerInList(item, style, walk) : markerOfHeading(outlineLevel, attributes, walk)
  const lines = texts.lines.map(
    (line, index): DraftLine => ({
      text: detached(line.text),
      kind: walk.kind,
      marker: index === 0 ? marker || undefined : undefined,
      level: outlineLevel ?? (item && item.depth + 1),
      bold: line.boldLetters > 0 && line.plainLetters === 0,
      style: walk.styles.shownName(style),
      align: walk.styles.inherited(style, "align"),
      continues: index > 0,
      warn: line.hidden ? ["hidden_text"] : undefined,
    }),
  )
  return [...lines, ...texts.boxes.flatMap((box) => readBlocks(box, walk))]
}

function markerInList(item: Item, style: string | undefined, walk: Walk): string {
  if (item.counted) return ""
  item.counted = true
  const listStyle = walk.styles.list(item.styleName) ?? walk.styles.list(walk.styles.inherited(style, "list"))
  return countItem(item.list, listStyle ?? outlineNamed(item.styleName, walk), item.depth, item.startValue)
}

const outlineNamed = (name: string | undefined, walk: Walk): ListStyle | undefined =>
  name === "Outline" ? walk.styles.outline : undefined

function markerOfHeading(level: number | undefined, attributes: Record<string, string>, walk: Walk): string {
  if (level === undefined || level > 10 || attributes["text:is-list-header"] === "true") return ""
  const restart = attributes["text:restart-numbering"] === "true" ? (attributes["text:start-value"] ?? "1") : undefined
  return countItem(walk.outline, walk.styles.outline, level - 1, restart)
}

function readRows(parent: XmlElement, walk: Walk): DraftLine[] {
  return elementsOf(parent).flatMap((row) => {
    if (row.name !== "table:table-row") return readRows(row, walk)
    const cells = elementsOf(row).filter((cell) => cell.name === "table:table-cell")
    const repeats = Math.min(whole(row.attributes["table:number-rows-repeated"], 1, 1), mostRepeats)
    const read = () =>
      cells.flatMap((cell) => {
        const lines = readBlocks(cell, { ...walk, kind: "table" })
        const columns = Math.min(whole(cell.attributes["table:number-columns-repeated"], 1, 1), mostRepeats)
        return Array.from({ length: columns }, () => lines)
      })
    return Array.from({ length: repeats }, () => joinRow(read())).flat()
  })
}

/** Lines of the notes that were met, numbered as they say themselves. */
export function readNotes(walk: Walk): DraftLine[] {
  return [...walk.notes].flatMap((note) => {
    const citation = child(note, "text:note-citation")
    const marker = citation?.children.filter((one) => typeof one === "string").join("")
    const lines = readBlocks(child(note, "text:note-body"), { ...walk, notes: [], kind: "footnote" })
    return noteLines(lines, marker || undefined)
  })
}
