import { unguarded } from "#platform/office/csv.ts"
import { type Delimiter, parsePasted } from "#platform/office/paste.ts"
import { DocumentRefusal } from "../document-refusal.ts"
import { decodeText } from "../text/decode-text.ts"
import type { Table } from "./table.ts"

/**
 * .csv, .tsv or .txt of columns: in UTF-8, UTF-16 or a Cyrillic encoding of one byte, parted by «;», tab or comma.
 * @throws DocumentRefusal not_table for what is no text
 */
export function readDelimited(bytes: Uint8Array): Table {
  const { text } = decodeText(bytes)
  // a picture or an archive read as text is full of controls
  if (/[\0-\x08\x0e-\x1f]/.test(text.slice(0, 4096))) throw new DocumentRefusal("not_table")
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")
  // the first line by which Excel is told the delimiter
  const told = /^sep=([;,\t])\n/i.exec(plain)
  const source = told ? plain.slice(told[0].length) : plain
  const rows = parsePasted(source, (told?.[1] as Delimiter | undefined) ?? delimiterOf(source))
  const before = told ? 1 : 0
  return { rows: rows.map((cells, i) => ({ line: i + 1 + before, cells: cells.map(unguarded) })) }
}

/** The delimiter that the first filled line has most of, outside quotes. */
function delimiterOf(text: string): Delimiter {
  const line = text.split("\n", 50).find((one) => one.trim()) ?? ""
  const bare = line.replace(/"[^"]*"/g, "")
  const counted = (["\t", ";", ","] as const).map((sign) => ({ sign, count: bare.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}
