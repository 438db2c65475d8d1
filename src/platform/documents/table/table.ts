import { DocumentRefusal } from "../document-refusal.ts"

/** Rows of a table as they were read. `line` counts from 1 as the program that made the file does; empty rows are left out. */
export type Table = { rows: { line: number; cells: string[] }[] }

/** What a table may cost; its file, its archive and its reading process are bound by `limits`. */
export const tableLimits = {
  fileSize: 20 * 1024 * 1024,
  rows: 100_000,
  columns: 100,
  cells: 2_000_000,
  /** As many characters as Excel holds in a cell. */
  cell: 32_767,
  wallTime: 30_000,
  memory: 600 * 1024 * 1024,
  heap: 400 * 1024 * 1024,
}

/** A table that is larger than is read at once. */
export const tooLarge = () =>
  new DocumentRefusal("too_large_table", {
    limit: tableLimits.fileSize / 1024 / 1024,
    rows: tableLimits.rows,
    columns: tableLimits.columns,
  })
