import type { Say } from "#platform/i18n.ts"
import { type Column, writeSheets } from "#platform/office/xlsx.ts"
import type { View } from "#platform/view.ts"
import type { NamedImport, StoredRow } from "./import.store.ts"
import type { Importer } from "./importer.ts"
import { whyOf } from "./words.ts"

const text = (header: string, width: number): Column => ({ header, width, type: "text" })

/** An empty table to be filled: an example row, and what is allowed in the columns that have a list of values. */
export function templateWorkbook(say: Say, importer: Importer): Promise<Uint8Array> {
  const columns = importer.columns.filter(({ spare }) => !spare)
  const listed = importer.columns.flatMap(({ label, values }) => (values ? [{ label, values: values(say) }] : []))
  const longest = Math.max(0, ...listed.map(({ values }) => values.length))
  return writeSheets([
    {
      name: say(importer.title),
      columns: columns.map(({ label }) => text(say(label), 26)),
      rows: [columns.map(({ example, values }) => example || (values?.(say)[0] ?? ""))],
    },
    {
      name: say("tabular.template.values"),
      columns: listed.map(({ label }) => text(say(label), 34)),
      rows: Array.from({ length: longest }, (_, i) => listed.map(({ values }) => values[i] ?? "")),
    },
  ])
}

/** Refused rows as they were, with why: to be corrected and brought again. */
export function refusedWorkbook(
  view: View,
  importer: Importer,
  { header, mapping }: NamedImport,
  rows: StoredRow[],
): Promise<Uint8Array> {
  const known = new Map(importer.columns.map(({ key, label }) => [key, view.t(label)]))
  // without headings of its own, the file gets those that are known again
  const headings = mapping.map((key, i) => header?.[i] || known.get(key) || view.t("tabular.column", { number: i + 1 }))
  return writeSheets([
    {
      name: view.t("tabular.outcome.refused"),
      columns: [...headings.map((one) => text(one, 24)), text(view.t("tabular.why"), 60)],
      rows: rows.map((row) => [...headings.map((_, i) => row.cells[i] ?? ""), whyOf(view, importer, row).join("\n")]),
    },
  ])
}
