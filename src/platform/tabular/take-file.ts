import { z } from "zod"
import { DocumentRefusal } from "#platform/documents/document-refusal.ts"
import { readTableSafely } from "#platform/documents/read-document-safely.ts"
import { cleanName } from "#platform/files/store-file.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act } from "#platform/http/reply.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { readColumns, withoutTitle } from "./columns.ts"
import type { Importer } from "./importer.ts"
import { rememberedMapping } from "./mapping.store.ts"
import { takeTable } from "./steer-import.ts"

/**
 * Reads an uploaded table in a process of its own and keeps its rows; nothing else is written.
 * @returns the number of the import
 * @throws InvalidInput at `file` with why it cannot be read
 */
export async function takeFile(c: Ctx, importer: Importer, given: unknown, key?: string): Promise<{ id: number }> {
  const parsed = z.instanceof(File).safeParse(given)
  if (!parsed.success || !parsed.data.size) throw new InvalidInput({ file: { key: "tabular.no_file" } })
  const file = parsed.data
  const table = await readTableSafely(new Uint8Array(await file.arrayBuffer())).catch((err) => {
    if (err instanceof DocumentRefusal) throw new InvalidInput({ file: { key: err.message, params: err.params } })
    throw err
  })
  const rows = withoutTitle(importer, table.rows)
  const { db } = c.var.services
  const known = await rememberedMapping(db, importer.kind, rows[0]!.cells)
  const first = rows.slice(0, 50).map(({ cells }) => cells)
  const read = readColumns(importer, rows, known !== undefined || importer.hasHeader(first))
  if (!read.rows.length) throw new InvalidInput({ file: { key: "documents.refusal.empty_table" } })
  const mapping = known?.length === read.mapping.length ? known : read.mapping
  const input = {
    kind: importer.kind,
    fileName: cleanName(file.name),
    ...read,
    mapping,
    assumed: importer.assumed?.first ?? "",
  }
  return act(c, takeTable, input, key)
}
