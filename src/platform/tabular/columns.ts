import type { Importer } from "./importer.ts"

type Rows = { line: number; cells: string[] }[]

export const widthOf = (rows: Rows): number => rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)

/** Without the lines of a title that people put above the headings, merged over all columns. */
export function withoutTitle(importer: Importer, rows: Rows): Rows {
  const at = rows.slice(0, 10).findIndex((_, i) => importer.hasHeader(rows.slice(i, i + 50).map(({ cells }) => cells)))
  const above = rows.slice(0, Math.max(0, at))
  return above.every(({ cells }) => cells.filter((cell) => cell.trim()).length < 2) ? rows.slice(above.length) : rows
}

/** Parts the headings from the rows and guesses what each column holds; every key is used once at most. */
export function readColumns(importer: Importer, rows: Rows, hasHeader: boolean) {
  const header = hasHeader ? rows[0]!.cells.map((cell) => cell.replace(/\s+/g, " ").trim()) : null
  const body = hasHeader ? rows.slice(1) : rows
  const sample = body.slice(0, 200).map(({ cells }) => cells)
  const guessed = importer.guess(header, sample)
  const used = new Set<string>()
  const mapping = Array.from({ length: Math.max(widthOf(body), header?.length ?? 0) }, (_, i) => {
    const key = guessed[i] ?? ""
    if (key === "" || used.has(key)) return ""
    used.add(key)
    return key
  })
  return { header, rows: body, mapping }
}

/** The cells of a row by the key of their column. */
export function cellsOf(mapping: string[], cells: string[]): Record<string, string> {
  return Object.fromEntries(mapping.flatMap((key, i) => (key ? [[key, (cells[i] ?? "").trim()]] : [])))
}

/** Up to three different values of each column. */
export function samplesOf(width: number, rows: { cells: string[] }[]): string[][] {
  return Array.from({ length: width }, (_, i) => {
    const filled = rows.map(({ cells }) => (cells[i] ?? "").replace(/\s+/g, " ").trim()).filter(Boolean)
    return [...new Set(filled)].slice(0, 3).map((value) => (value.length > 60 ? `${value.slice(0, 59)}…` : value))
  })
}
