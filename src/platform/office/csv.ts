import type { Column } from "./xlsx.ts"

type Cell = string | number | null

/** The first line of a file for spreadsheets: with the mark by which Excel knows UTF-8. */
export const csvHead = (columns: Column[]): string =>
  `\uFEFF${csvRows(
    columns.map((column) => ({ ...column, type: "text" as const })),
    [columns.map(({ header }) => header)],
  )}`

/**
 * Lines of .csv, parted by «;» as Excel of Russia reads them. Every text stands in quotes; one that a spreadsheet would
 * take for a formula gets an apostrophe before it (OWASP, CSV Injection), which `readTable` takes off again.
 */
export const csvRows = (columns: Column[], rows: Cell[][]): string =>
  rows.map((row) => `${columns.map(({ type }, i) => cellOf(row[i] ?? null, type)).join(";")}\r\n`).join("")

function cellOf(value: Cell, type: Column["type"]): string {
  if (value === null || value === "") return ""
  if (typeof value === "number") return String(value)
  const text = type === "date" ? value.split("-").reverse().join(".") : guarded(value)
  return `"${text.replaceAll('"', '""')}"`
}

// full-width signs begin a formula as well
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

const guarded = (text: string) => (formula.test(text) ? `'${text}` : text)

/** The text of a cell as it was before it was guarded. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell)
