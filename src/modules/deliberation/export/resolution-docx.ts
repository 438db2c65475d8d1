import { longDate, longDateRange } from "#platform/office/dates.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import { type ExportedItem, type ExportedResolution, type Labels, languageOf, tones } from "./exported-resolution.ts"

/** The resolution as a paper to print, sign and edit; labels of items stay as the adopted text prints them. */
export function resolutionDocx(model: ExportedResolution, labels: Labels): Promise<Uint8Array> {
  return buildDocx({
    title: model.title,
    language: languageOf(labels),
    ...(model.organiser && { author: model.organiser }),
    blocks: [
      ...head(model, labels),
      ...findings(model, labels),
      ...items(model, labels),
      ...model.closing.map(paragraph),
      ...adoption(model, labels),
      ...amendments(model, labels),
      ...addresseeTable(model, labels),
    ],
  })
}

const paragraph = (text: string): Block => ({ type: "paragraph", text })

function head(model: ExportedResolution, labels: Labels): Block[] {
  const date = model.date ? longDateRange(model.date, model.dateEnd, languageOf(labels)) : ""
  const place = model.place ?? ""
  const count = model.participantsCount
  return [
    ...(model.organiser ? [{ type: "letterhead" as const, lines: [model.organiser] }] : []),
    { type: "title", text: model.title },
    ...(place || date ? [{ type: "placeDate", place, date } as const] : []),
    ...model.preamble.map(paragraph),
    ...(count ? [paragraph(labels("export.docx.participants", { count }))] : []),
    ...(model.organisations.length
      ? [paragraph(labels("export.docx.organisations", { list: model.organisations.join("; ") }))]
      : []),
  ]
}

const findings = (model: ExportedResolution, labels: Labels): Block[] =>
  tones.flatMap((tone) => {
    const found = model.findings.filter((finding) => finding.tone === tone)
    if (!found.length) return []
    return [
      { type: "heading", level: 1, text: labels(`export.findings.${tone}`) } as const,
      ...found.map(({ text }) => ({ type: "item", label: "–", text, depth: 0 }) as const),
    ]
  })

function items(model: ExportedResolution, labels: Labels): Block[] {
  if (!model.items.length) return []
  const blocks = model.items.filter((item) => item.type === "block")
  const shown = model.items.flatMap((item): Block[] => {
    const text = item.type === "block" ? [item.label, item.text].filter(Boolean).join(" ") : item.text
    const inside = blocks.filter((block) => item.path.startsWith(`${block.path}.`)).length
    const line: Block =
      item.type === "block"
        ? { type: "heading", level: 2, text }
        : { type: "item", label: item.label, text, depth: Math.max(0, item.depth - inside) }
    const before = item.amendedFrom
    return before
      ? [line, { type: "paragraph", text: labels("export.docx.before", { text: before }), left: 25, small: true }]
      : [line]
  })
  return [{ type: "heading", level: 1, text: labels("export.docx.decisions") }, ...shown]
}

function adoption(model: ExportedResolution, labels: Labels): Block[] {
  const lines = [
    ...(model.adoptedOn
      ? [labels("export.docx.adopted", { date: longDate(model.adoptedOn, languageOf(labels)) })]
      : []),
    ...(model.url ? [labels("export.docx.published", { url: model.url })] : []),
  ]
  return lines.length
    ? [{ type: "space" }, ...lines.map((text) => ({ type: "paragraph", text, align: "left" }) as const)]
    : []
}

function amendments(model: ExportedResolution, labels: Labels): Block[] {
  if (!model.amendments.length) return []
  return [
    { type: "heading", level: 1, text: labels("export.sheet.amendments") },
    ...model.amendments.flatMap(({ date, number, path, before, after, reason }): Block[] => [
      {
        type: "heading",
        level: 2,
        text: labels("export.docx.amendment", { number, date: longDate(date, languageOf(labels)), path }),
      },
      ...(before ? [paragraph(labels("export.docx.before", { text: before }))] : []),
      paragraph(after ? labels("export.docx.after", { text: after }) : labels("export.docx.struck")),
      ...(reason ? [paragraph(labels("export.docx.reason", { text: reason }))] : []),
    ]),
  ]
}

function addresseeTable(model: ExportedResolution, labels: Labels): Block[] {
  const rows = model.items.filter((item) => item.addressees.length || item.deadline || item.term)
  if (!rows.length) return []
  return [
    { type: "heading", level: 1, text: labels("export.docx.addressees") },
    {
      type: "table",
      header: [
        labels("export.docx.item"),
        labels("export.column.addressees"),
        labels("export.column.forceLabel"),
        labels("export.column.deadline"),
        labels("export.column.status"),
      ],
      widths: [15, 60, 30, 30, 35],
      rows: rows.map((item) => [
        item.path,
        item.addressees
          .map(({ name, role }) => (role === "joint" ? labels("export.docx.joint", { name }) : name))
          .join("\n"),
        item.forceLabel,
        termOf(item, labels),
        item.status ?? "",
      ]),
    },
  ]
}

/** What to call an item by: its printed label, or its path where the text shows only a dash. */
export const numberOf = ({ label, path }: Pick<ExportedItem, "label" | "path">): string =>
  /[\p{L}\p{N}]/u.test(label) ? label : path

/** The date in full, else the words of the text, else "". */
export const termOf = ({ deadline, term }: Pick<ExportedItem, "deadline" | "term">, labels: Labels): string =>
  deadline ? longDate(deadline, languageOf(labels)) : (term ?? "")
