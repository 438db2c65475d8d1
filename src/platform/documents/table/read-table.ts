import { openArchive } from "../archive/open-archive.ts"
import { DocumentRefusal } from "../document-refusal.ts"
import { readDelimited } from "./read-delimited.ts"
import { readXlsx } from "./read-xlsx.ts"
import { type Table, tableLimits, tooLarge } from "./table.ts"

/**
 * Reads a table, .xlsx or delimited text, told apart by its content. For files that are trusted, and inside the reading
 * process; what people send goes through `readTableSafely`.
 * @throws DocumentRefusal whatever is wrong with the file
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  checkTableSize(bytes)
  try {
    const table = withinLimits(await readByFormat(bytes))
    if (!table.rows.length) throw new DocumentRefusal("empty_table")
    return table
  } catch (cause) {
    throw cause instanceof DocumentRefusal ? cause : new DocumentRefusal("broken", {}, cause)
  }
}

/** @throws DocumentRefusal empty_table, too_large_table */
export function checkTableSize(bytes: Uint8Array) {
  if (bytes.length === 0) throw new DocumentRefusal("empty_table")
  if (bytes.length > tableLimits.fileSize) throw tooLarge()
}

async function readByFormat(bytes: Uint8Array): Promise<Table> {
  const head = Buffer.from(bytes.subarray(0, 1024))
  if (head.toString("latin1").startsWith("PK")) return readXlsx(await openArchive(bytes))
  // compound files (MS-CFB): .xls, and .xlsx under a password
  if (head.subarray(0, 8).toString("hex") === "d0cf11e0a1b11ae1") {
    const locked = Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le"))
    throw new DocumentRefusal(locked ? "encrypted" : "not_table")
  }
  return readDelimited(bytes)
}

function withinLimits({ rows }: Table): Table {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
  const cells = filled.reduce((sum, row) => sum + row.cells.length, 0)
  if (filled.length > tableLimits.rows || cells > tableLimits.cells) throw tooLarge()
  for (const row of filled) {
    if (row.cells.length > tableLimits.columns) throw tooLarge()
    // PostgreSQL keeps neither NUL nor halves of a surrogate pair
    row.cells = row.cells.map((cell) => cell.slice(0, tableLimits.cell).replaceAll("\0", "").toWellFormed())
  }
  return { rows: filled }
}
