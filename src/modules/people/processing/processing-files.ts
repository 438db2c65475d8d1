import { longDate } from "#platform/office/dates.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import type { View } from "#platform/view.ts"
import type { Operator } from "../consent/consent-text.store.ts"
import type { Process } from "./processing.ts"
import { factsOf, processLabels } from "./processing-words.ts"

/** The register as a paper: the operator, then a table for each process that goes on. */
export function processingDocx(view: View, operator: Operator | undefined, processes: Process[]): Promise<Uint8Array> {
  const { t, locale, today } = view
  const title = t("processing.title")
  const blocks: Block[] = [
    ...(operator
      ? [{ type: "letterhead" as const, lines: [operator.name, operator.address, operator.requisites].filter(Boolean) }]
      : []),
    { type: "title", text: title },
    { type: "placeDate", place: "", date: longDate(today, locale) },
    ...processes
      .filter(({ endedOn }) => !endedOn)
      .flatMap((process, i): Block[] => [
        { type: "heading", level: 2, text: `${i + 1}. ${process.name}` },
        {
          type: "table",
          header: [t("processing.field"), t("processing.said")],
          widths: [50, 120],
          rows: factsOf(view, process).map(([label, words]) => [label, words || "—"]),
          breaking: true,
        },
      ]),
    { type: "space" },
    { type: "signature", post: t("processing.signed"), name: "" },
  ]
  return buildDocx({ title, language: locale, size: 12, blocks })
}

/** The register as a workbook: a row for each process, ended ones with the day. */
export function processingWorkbook(view: View, processes: Process[]): Promise<Uint8Array> {
  const { t } = view
  const labels = processLabels(view)
  const [first] = processes
  const text = (header: string) => ({ header, width: 36, type: "text" as const })
  return writeSheets([
    {
      name: t("processing.short"),
      columns: [
        text(labels.name),
        ...(first ? factsOf(view, first).map(([label]) => text(label)) : []),
        { header: t("processing.version"), width: 10, type: "number" },
        { header: t("processing.since"), width: 14, type: "date" },
        { header: t("processing.ended_on"), width: 14, type: "date" },
      ],
      rows: processes.map((process) => [
        process.name,
        ...factsOf(view, process).map(([, words]) => words),
        process.version,
        process.createdAt.toISOString().slice(0, 10),
        process.endedOn,
      ]),
    },
  ])
}
