import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type NamedImport, rowsOf } from "./import.store.ts"
import type { Importer } from "./importer.ts"
import { refusedWorkbook } from "./workbooks.ts"

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/** An .xlsx to be saved. @param name with its ending */
export const xlsxFile = (c: Ctx, name: string, bytes: Uint8Array) =>
  c.body(new Uint8Array(bytes), 200, {
    "Content-Type": xlsxType,
    "Content-Disposition": contentDisposition("attachment", name),
  })

/** Refused rows of an import with why. */
export async function refusedFile(c: Ctx, run: NamedImport, importer: Importer) {
  const rows = await rowsOf(c.var.services.db, run.id, 0, 100_000, { outcome: ["refused"] })
  const name = c.var.view.t("tabular.refused.file", { of: run.fileName.replace(/\.[^.]*$/, "") })
  return xlsxFile(c, name, await refusedWorkbook(c.var.view, importer, run, rows))
}
