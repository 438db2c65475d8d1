import readWorkbook from "read-excel-file/universal"
import writeWorkbook, { type CellObject } from "write-excel-file/node"
import { dateFromIso } from "#platform/office/dates.ts"
import { closePackage, openPackage, type PackageError, readXml } from "#platform/office/package.ts"
import { xmlText } from "#platform/office/xml-text.ts"
import type { ZipLimits } from "#platform/office/zip.ts"

/** Width in characters. A `date` column takes «2019-03-14» and becomes a real date of Excel. */
export type Column = { header: string; width: number; type: "text" | "date" | "number" }
export type Sheet = { name: string; columns: Column[]; rows: (string | number | null)[][] }
/** An empty cell is "", a number is written in digits with a point. */
export type ReadSheet = { name: string; rows: (string | Date)[][] }
export type XlsxLimits = ZipLimits & { rows: number; columns: number }
export type ReadSheets = { ok: true; sheets: ReadSheet[] } | { ok: false; code: PackageError<"xlsx"> }

const LIMITS: XlsxLimits = { files: 500, bytes: 32 * 2 ** 20, rows: 10_000, columns: 200 }
const CELL = 32_767

/**
 * A workbook: header row frozen and bold, text wrapped, dates real. A text cell is always a string of the file,
 * so «=cmd()» stays text. Excel holds 32,767 characters in a cell: a longer text ends with «…».
 */
export async function writeSheets(sheets: Sheet[]): Promise<Uint8Array> {
  const workbook = writeWorkbook(
    sheets.map(({ name, columns, rows }) => ({
      sheet: xmlText(name)
        .replace(/[[\]/\\:*?\n]+/g, " ")
        .slice(0, 31),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ header }) => ({ ...textCell(header), fontWeight: "bold" as const, backgroundColor: "#E7ECF3" })),
        ...rows.map((row) => row.map((value, i) => cell(value, columns[i]!))),
      ],
    })),
    { fontFamily: "Calibri", fontSize: 11 },
  )
  return new Uint8Array(await workbook.toBuffer())
}

function cell(value: string | number | null, { type }: Column): CellObject | null {
  if (value === null || value === "") return null
  if (typeof value === "number") return { value, type: Number, alignVertical: "top" }
  if (type === "date") return { value: dateFromIso(value), type: Date, format: "dd.mm.yyyy", alignVertical: "top" }
  return textCell(value)
}

function textCell(text: string): CellObject {
  const whole = xmlText(text)
  const cut = whole.length > CELL ? `${whole.slice(0, CELL - 1)}…` : whole
  return { value: escapeCell(cut), type: String, wrap: true, alignVertical: "top" }
}

/** «_x0041_» means "A" in a workbook (ECMA-376, 22.9.2.19); names of Object's own members confuse the writer's index. */
const escapeCell = (text: string) => {
  const safe = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
  return safe in {} ? `_x${safe.charCodeAt(0).toString(16).padStart(4, "0")}_${safe.slice(1)}` : safe
}

/**
 * All sheets of an untrusted workbook.
 * Codes: `not_xlsx`, `too_large` (bytes unpacked, rows or columns), `broken`, `macros`.
 */
export async function readSheets(bytes: Uint8Array, limits: XlsxLimits = LIMITS): Promise<ReadSheets> {
  const opened = await openPackage(bytes, "xlsx", limits)
  if (!opened.ok) return opened
  for (const part of opened.files.values())
    if (Buffer.from(part).includes("sheetData") && !fits(part, limits)) return { ok: false, code: "too_large" }
  try {
    const book = await readWorkbook(new Uint8Array(closePackage(opened.files)).buffer, { trim: false })
    const sheets = book.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map((value: unknown) => (value instanceof Date ? value : String(value ?? "")))),
    }))
    return sheets.some(({ rows }) => rows.length > limits.rows)
      ? { ok: false, code: "too_large" }
      : { ok: true, sheets }
  } catch {
    return { ok: false, code: "broken" }
  }
}

/** The rows of the first sheet; codes as of `readSheets`. */
export async function readSheet(
  bytes: Uint8Array,
  limits: XlsxLimits = LIMITS,
): Promise<{ ok: true; rows: (string | Date)[][] } | { ok: false; code: PackageError<"xlsx"> }> {
  const read = await readSheets(bytes, limits)
  return read.ok ? { ok: true, rows: read.sheets[0]?.rows ?? [] } : read
}

/**
 * The reader fills the gaps of a sparse sheet, so one cell in XFD1048576 would cost gigabytes. LibreOffice ends sheets
 * with an empty row 1048576, hence rows are counted by filled cells and gaps by their sum.
 */
function fits(part: Uint8Array, limits: XlsxLimits): boolean {
  let gaps = 0
  let place = ""
  return readXml(part, (name, attributes) => {
    const address = attributes.r?.value ?? ""
    if (name === "c") {
      place = address
      gaps += columnOf(address)
      return gaps < 5_000_000
    }
    if (name === "row") return Number(address || 1) <= 2 ** 20
    if (name !== "v" && name !== "is") return true
    return Number(place.replace(/\D/g, "") || 1) <= limits.rows && columnOf(place) <= limits.columns
  })
}

const columnOf = (address: string): number => {
  let column = 0
  for (const letter of address.replace(/\d/g, "")) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
