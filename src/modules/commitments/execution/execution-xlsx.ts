import { type Column, writeSheets } from "#platform/office/xlsx.ts"
import type { Report, ReportItem, ReportRow } from "./execution.ts"
import { deedsInWords, itemNumber, rowState, sectionHeading, type Words } from "./execution-words.ts"

type Cell = string | number | null
type Place = { item: ReportItem; row: ReportRow | null; section: string | null }

/** Columns of the workbook: the key of the heading, the width in characters, the type, what stands in it. */
const columns = (
  words: Words,
  report: Report,
  url: (requestId: number) => string,
): [key: ColumnKey, width: number, type: Column["type"], cell: (place: Place) => Cell][] => [
  ["section", 40, "text", ({ section }) => section],
  ["number", 8, "text", ({ item }) => itemNumber(item)],
  ["item", 70, "text", ({ item }) => item.words],
  ["wording", 40, "text", ({ row }) => row?.request?.wording ?? null],
  ["addressee", 40, "text", ({ row }) => row?.addressee ?? null],
  ["role", 14, "text", ({ row }) => row && words.t(`item.role.${row.role}`)],
  ["state", 34, "text", ({ item, row }) => rowState(words, item, row, report.on).text],
  ["deadline", 14, "date", ({ item }) => item.deadline],
  ["asked", 14, "date", ({ row }) => row?.request?.askedOn ?? null],
  ["answered", 14, "date", ({ row }) => row?.request?.answeredOn ?? null],
  ["taken", 14, "date", ({ row }) => row?.request?.takenOn ?? null],
  ["due", 14, "date", ({ row }) => row?.request?.termOn ?? null],
  ["term", 20, "text", ({ item, row }) => row?.request?.term || item.term],
  ["reported", 14, "date", ({ row }) => row?.request?.acts.findLast((act) => act.kind === "report")?.onDay ?? null],
  ["released", 14, "date", ({ row }) => row?.request?.releasedOn ?? null],
  ["share", 10, "number", ({ row }) => row?.request?.share ?? null],
  ["done", 70, "text", ({ row }) => (row?.request ? deedsInWords(words, row.request, report.names).join("\n") : null)],
  ["url", 40, "text", ({ row }) => (row?.request ? url(row.request.id) : null)],
]

type ColumnKey =
  | "section"
  | "number"
  | "item"
  | "wording"
  | "addressee"
  | "role"
  | "state"
  | "deadline"
  | "asked"
  | "answered"
  | "taken"
  | "due"
  | "term"
  | "reported"
  | "released"
  | "share"
  | "done"
  | "url"

/**
 * The report as a workbook: one row per request, and one for whoever was not asked.
 *
 * @param url the address of a request
 */
export function executionXlsx(report: Report, words: Words, url: (requestId: number) => string): Promise<Uint8Array> {
  const all = columns(words, report, url)
  const places = report.sections.flatMap(({ items }, i) =>
    items.flatMap((item) =>
      (item.rows.length ? item.rows : [null]).map((row) => ({ item, row, section: sectionHeading(words, report, i) })),
    ),
  )
  return writeSheets([
    {
      name: words.t("execution.sheet"),
      columns: all.map(([key, width, type]) => ({ header: words.t(`execution.column.${key}`), width, type })),
      rows: places.map((place) => all.map(([, , , cell]) => cell(place))),
    },
  ])
}
