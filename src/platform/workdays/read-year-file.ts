import { decodeText } from "#platform/documents/text/decode-text.ts"
import { parsePasted } from "#platform/office/paste.ts"
import { readSheet } from "#platform/office/xlsx.ts"
import { readYearJson } from "./read-year-json.ts"
import { readYearRows } from "./read-year-rows.ts"
import { readYearXml } from "./read-year-xml.ts"
import { type ReadYear, trouble } from "./year-file.ts"

/** A year is a few kilobytes in any of the forms. */
const largest = 2 ** 20

/**
 * An untrusted file as the calendar of one year, told by what is in it: XML or JSON of xmlcalendar.ru, .xlsx, CSV.
 * @returns the year with its exceptions, or what is wrong, line by line
 */
export async function readYearFile(bytes: Uint8Array): Promise<ReadYear> {
  if (bytes.length > largest) return { ok: false, troubles: [trouble(null, "workdays.file.too_large")] }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const sheet = await readSheet(bytes)
    return sheet.ok ? readYearRows(sheet.rows) : { ok: false, troubles: [trouble(null, "workdays.file.unreadable")] }
  }
  const { text } = decodeText(bytes)
  if (text.includes("\0")) return { ok: false, troubles: [trouble(null, "workdays.file.unreadable")] }
  const first = text.trimStart()[0]
  if (first === "<") return readYearXml(text.trimStart())
  if (first === "{") return readYearJson(text)
  const delimiter = ([";", "\t"] as const).find((sign) => text.includes(sign)) ?? ","
  return readYearRows(parsePasted(text, delimiter))
}
