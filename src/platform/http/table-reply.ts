import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { csvHead, csvRows } from "#platform/office/csv.ts"
import { type Column, type Sheet, writeSheets } from "#platform/office/xlsx.ts"

/** Sheets as an .xlsx to be saved. @param name of the file, without its ending */
export async function xlsxReply(c: Ctx, name: string, sheets: Sheet[]) {
  return c.body(new Uint8Array(await writeSheets(sheets)), 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": contentDisposition("attachment", `${name}.xlsx`),
  })
}

/** A table as .csv to be saved, sent part by part: memory is flat however long the list is. */
export function csvReply(c: Ctx, name: string, columns: Column[], parts: AsyncIterable<Sheet["rows"]>) {
  const { log } = c.var.services
  async function* bytes() {
    const encoder = new TextEncoder()
    yield encoder.encode(csvHead(columns))
    try {
      for await (const rows of parts) yield encoder.encode(csvRows(columns, rows))
    } catch (err) {
      log.error({ err }, `${name}.csv broke off`)
      throw err
    }
  }
  return c.body(ReadableStream.from(bytes()) as ReadableStream, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": contentDisposition("attachment", `${name}.csv`),
  })
}
