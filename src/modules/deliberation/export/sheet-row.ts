import { isoFromDate, isoFromText } from "#platform/office/dates.ts"
import type { ReadSheet } from "#platform/office/xlsx.ts"
import type { ImportError } from "./exported-resolution.ts"
import { type ColumnKey, columnNamed, type SheetName, sheetKeys } from "./sheet-layout.ts"

/** A row of a sheet by the meaning of its columns; `row` as Excel numbers it. */
export type SheetRow = { row: number; cells: Partial<Record<ColumnKey, string | Date>> }
export type Complain = (code: ImportError["code"], row: number, params?: ImportError["params"]) => null

export const textOf = (cell: string | Date | undefined): string =>
  cell instanceof Date ? isoFromDate(cell) : (cell ?? "")

export const dateOf = (cell: string | Date | undefined): string | null =>
  cell instanceof Date ? isoFromDate(cell) : isoFromText(cell ?? "")

export function numberOf(cell: string | Date | undefined, row: number, complain: Complain): number {
  const number = Number(textOf(cell))
  if (Number.isInteger(number) && number >= 0) return number
  complain("number_invalid", row, { value: textOf(cell) })
  return 0
}

/** Filled rows under the header; the items' sheet must have its column of texts. */
export function rowsOf(sheet: ReadSheet | undefined, name: SheetName, complain: Complain): SheetRow[] {
  const [header = [], ...rows] = sheet?.rows ?? []
  const keys = header.map((cell) => columnNamed(String(cell), name))
  const needed = name === "details" ? "value" : "text"
  if (header.length && sheetKeys[name].some((key) => key === needed) && !keys.includes(needed))
    complain("column_missing", 1, { column: needed })
  return rows
    .map((row, i) => ({
      row: i + 2,
      cells: Object.fromEntries(
        row.flatMap((cell, n) => (keys[n] && cell !== "" ? [[keys[n], cell]] : [])),
      ) as SheetRow["cells"],
    }))
    .filter(({ cells }) => Object.keys(cells).length)
}
