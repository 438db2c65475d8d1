import type { Archive } from "../archive/open-archive.ts"
import { child, children, elementsOf, parseXml, type XmlElement } from "../archive/parse-xml.ts"
import { DocumentRefusal } from "../document-refusal.ts"
import { relatedParts } from "../docx/part.ts"
import { dateStyles, dayOf } from "./excel-days.ts"
import { type Table, tableLimits, tooLarge } from "./table.ts"

/** Namespaces of SpreadsheetML, transitional and strict (ECMA-376 parts 1 and 4). */
const prefixes = new Map([
  ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "s"],
  ["http://purl.oclc.org/ooxml/spreadsheetml/main", "s"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", "r"],
  ["http://schemas.openxmlformats.org/package/2006/relationships", "rel"],
])

type Book = { strings: string[]; dates: Set<number>; from1904: boolean }

/**
 * The first sheet of a workbook that is not hidden, row by row, so that it is never in memory as a tree. Formulas give
 * the value that was counted last; dates are written as 25.12.2026.
 * @throws DocumentRefusal not_table, too_large_table
 */
export async function readXlsx(archive: Archive): Promise<Table> {
  const part = async (name: string | undefined) => {
    const bytes = name === undefined ? undefined : await archive.read(name)
    return bytes && parseXml(bytes, prefixes)
  }
  const bookPath = relatedParts("", await part("_rels/.rels"))("officeDocument")
  const book = await part(bookPath)
  if (!bookPath || !book || book.name !== "s:workbook") throw new DocumentRefusal("not_table")
  const relations = await part(bookPath.replace(/([^/]*)$/, "_rels/$1.rels"))
  const related = relatedParts(bookPath, relations)
  const sheets = children(child(book, "s:sheets"), "s:sheet")
  const shown = sheets.find(({ attributes }) => (attributes.state ?? "visible") === "visible") ?? sheets[0]
  const target = children(relations, "rel:Relationship").find(
    ({ attributes }) => attributes.Id === shown?.attributes["r:id"],
  )
  // by its own relationship: sheets may lie in another order than they stand
  const path = target && relatedParts(bookPath, { ...target, children: [target] })("worksheet")
  const bytes = path === undefined ? undefined : await archive.read(path)
  if (!bytes) throw new DocumentRefusal("not_table")
  const strings: string[] = []
  const shared = related("sharedStrings")
  const sharedBytes = shared === undefined ? undefined : await archive.read(shared)
  if (sharedBytes)
    parseXml(sharedBytes, prefixes, (element) => element.name === "s:si" && strings.push(textOf(element)) > 0)
  const flag = child(book, "s:workbookPr")?.attributes.date1904
  const dates = dateStyles(await part(related("styles")))
  return { rows: rowsOf(bytes, { strings, dates, from1904: flag === "1" || flag === "true" }) }
}

function rowsOf(bytes: Uint8Array, book: Book): Table["rows"] {
  const rows: Table["rows"] = []
  let line = 0
  parseXml(bytes, prefixes, (row, parent) => {
    if (row.name !== "s:row" || parent.name !== "s:sheetData") return false
    line = Number(row.attributes.r) || line + 1
    const cells = cellsOf(row, book)
    if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells })
    if (rows.length > tableLimits.rows) throw tooLarge()
    return true
  })
  return rows
}

function cellsOf(row: XmlElement, book: Book): string[] {
  const cells: string[] = []
  for (const cell of elementsOf(row)) {
    const place = columnOf(cell.attributes.r)
    const at = place ?? cells.length
    const text = cellText(cell, book)
    if (!text) continue
    if (at >= tableLimits.columns) throw tooLarge()
    while (cells.length < at) cells.push("")
    cells[at] = text
  }
  return cells
}

/** "C5" → 2 */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(address ?? "")?.[0]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellText(cell: XmlElement, { strings, dates, from1904 }: Book): string {
  const { t: type = "n", s: style = "0" } = cell.attributes
  if (type === "inlineStr") return textOf(child(cell, "s:is"))
  const raw = plain(child(cell, "s:v"))
  if (raw === "" || type === "e") return ""
  if (type === "s") return strings[Number(raw)] ?? ""
  if (type === "str") return unescaped(raw)
  if (type === "b") return raw === "1" ? "да" : "нет"
  const number = Number(raw)
  if (type !== "n" || !Number.isFinite(number)) return raw
  if (dates.has(Number(style))) return dayOf(number, from1904) ?? raw
  // «7.707083893E9» is how a number of a register may be written
  return Number.isSafeInteger(number) ? String(number) : raw
}

const plain = (element: XmlElement | undefined) =>
  (element?.children ?? []).filter((one) => typeof one === "string").join("")

/** Text of a string with its runs, without readings of Asian signs (ECMA-376, 18.4.6). */
const textOf = (element: XmlElement | undefined): string =>
  elementsOf(element)
    .map((one) => (one.name === "s:t" ? unescaped(plain(one)) : one.name === "s:r" ? textOf(one) : ""))
    .join("")

/** «_x0041_» means "A" (ECMA-376, 22.9.2.19). */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
