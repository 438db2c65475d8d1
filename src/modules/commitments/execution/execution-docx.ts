import { longDate } from "#platform/office/dates.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import type { Letterhead } from "../letter/letterhead.store.ts"
import type { Report, ReportItem } from "./execution.ts"
import {
  addresseeInWords,
  deedsInWords,
  figuresInWords,
  itemNumber,
  reportTitle,
  rowState,
  sectionHeading,
  termInWords,
  type Words,
} from "./execution-words.ts"

/** What a report on paper says besides its figures. `addressee`: it tells of this one alone; `url`: where it is read. */
export type ReportPaper = {
  report: Report
  title: string
  addressee: string | null
  head: Pick<Letterhead, "organisation" | "address" | "post" | "signatory" | "executor" | "phone">
  url: string | null
}

const paragraph = (text: string): Block => ({ type: "paragraph", text })

/** «Отчёт об исполнении резолюции»: figures, then a table per part of the resolution, then who signs. */
export function executionDocx({ report, title, addressee, head, url }: ReportPaper, words: Words): Promise<Uint8Array> {
  const { t, locale } = words
  const { lead, rest } = figuresInWords(words, report)
  return buildDocx({
    title: reportTitle(words, title),
    language: locale,
    size: 12,
    landscape: true,
    ...(head.organisation && { author: head.organisation }),
    blocks: [
      ...(head.organisation
        ? [{ type: "letterhead" as const, lines: [head.organisation, head.address].filter(Boolean) }]
        : []),
      { type: "title", text: reportTitle(words, title) },
      { type: "paragraph", align: "center", text: t("execution.on", { date: longDate(report.on, locale) }) },
      ...(addressee ? [paragraph(t("execution.only", { addressee }))] : []),
      paragraph(`${lead}${rest}`),
      ...report.sections.flatMap(({ items }, i): Block[] => {
        const heading = sectionHeading(words, report, i)
        return [
          ...(heading ? [{ type: "heading" as const, level: 1 as const, text: heading }] : []),
          table(words, report, items),
        ]
      }),
      ...(report.sections.length ? [] : [paragraph(t("execution.nothing"))]),
      ...(url ? [{ type: "paragraph", align: "left", text: t("execution.read", { url }) } as const] : []),
      ...(head.post || head.signatory ? [{ type: "signature" as const, post: head.post, name: head.signatory }] : []),
      ...(head.executor
        ? [paragraph([head.executor, head.phone].filter(Boolean).join(", "))].map((one) => ({ ...one, small: true }))
        : []),
    ],
  })
}

const table = (words: Words, report: Report, items: ReportItem[]): Block => ({
  type: "table",
  breaking: true,
  header: (["number", "item", "addressee", "term", "state", "done"] as const).map((key) =>
    words.t(`execution.column.${key}`),
  ),
  widths: [15, 75, 42, 28, 35, 62],
  rows: items.flatMap((item) => rowsOf(words, report, item)),
})

/** A row for each who was asked or is to be; the words of the item stand in the first one. */
function rowsOf(words: Words, report: Report, item: ReportItem): string[][] {
  const { t } = words
  const rows = item.rows.length ? item.rows : [null]
  return rows.map((row, i) => {
    const request = row?.request ?? null
    const own = request?.wording
      ? t(request.relation === "part" ? "execution.part" : "progress.wording", { text: request.wording })
      : ""
    return [
      itemNumber(item),
      [i ? t("execution.same") : item.words, own].filter(Boolean).join("\n"),
      row ? addresseeInWords(words, row) : "",
      termInWords(words, item, request),
      rowState(words, item, row, report.on).text,
      request ? deedsInWords(words, request, report.names).join("\n") : "",
    ]
  })
}
