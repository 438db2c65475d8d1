import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import type { View } from "#platform/view.ts"
import { sayMoment } from "#ui/when.ts"
import type { Operator } from "../consent/consent-text.store.ts"
import { type EntryKind, facts, type Incident, saidOf, type Term } from "./incident.ts"

/** What a notification lacks is left as a line to be written by hand. */
const blank = "________________________"

/**
 * The notification of Roskomnadzor as a paper, filled with what is known: of the incident within 24 hours, of the results
 * of the inner inquiry within 72 (152-ФЗ, ст. 21, ч. 3.1).
 */
export function noticeDocx(
  view: View,
  { operator, incident, term }: { operator: Operator | undefined; incident: Incident; term: Term },
): Promise<Uint8Array> {
  const { t, locale, zone } = view
  const said = (kind: EntryKind) =>
    saidOf(incident, kind)
      .map(({ body }) => body)
      .join("\n")
  const exact = (at: Date) => sayMoment(at, new Date(0), zone, locale).exact
  const first = saidOf(incident, "told_first")[0]
  const shown = term === "told_first" ? facts : ([...facts, "closed"] as const)
  const title = t(`incident.notice.${term}`)
  const rows: [string, string][] = [
    [t("incident.notice.operator"), operator?.name ?? ""],
    [t("incident.notice.address"), operator?.address ?? ""],
    [t("incident.notice.requisites"), operator?.requisites ?? ""],
    [t("incident.found"), exact(incident.foundAt)],
    ...(term === "told_results"
      ? [
          [
            t("incident.notice.first"),
            first ? [first.toldAt && exact(first.toldAt), first.body].filter(Boolean).join("\n") : "",
          ] as [string, string],
        ]
      : []),
    ...shown.map((kind): [string, string] => [t(`incident.fact.${kind}`), said(kind)]),
  ]
  const blocks: Block[] = [
    { type: "paragraph", align: "right", text: t("incident.notice.to") },
    { type: "title", text: title },
    { type: "paragraph", text: t("incident.notice.law") },
    {
      type: "table",
      header: [t("processing.field"), t("processing.said")],
      widths: [60, 110],
      rows: rows.map(([label, words]) => [label, words || blank]),
      breaking: true,
    },
    { type: "space" },
    { type: "signature", post: t("incident.notice.signed"), name: "" },
  ]
  return buildDocx({ title, language: locale, size: 12, blocks })
}
