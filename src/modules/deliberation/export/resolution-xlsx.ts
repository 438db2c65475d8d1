import { shortDate } from "#platform/office/dates.ts"
import { type Column, type Sheet, writeSheets } from "#platform/office/xlsx.ts"
import {
  type ExportedResolution,
  exportedResolution,
  type Labels,
  languageOf,
  type ReadResolution,
} from "./exported-resolution.ts"
import { type ColumnKey, detailKeys, sheetKeys } from "./sheet-layout.ts"

const WIDTHS: Partial<Record<ColumnKey, number>> = {
  text: 70,
  addressees: 35,
  amendedFrom: 50,
  value: 70,
  before: 50,
  after: 50,
  reason: 40,
}
const NUMBERS = new Set<ColumnKey>(["depth", "number"])

/** The resolution as a workbook for people that `readResolutionXlsx` reads back whole. */
export function resolutionXlsx(model: ExportedResolution, labels: Labels): Promise<Uint8Array> {
  const resolution = exportedResolution.parse(model)
  const itemRows = resolution.items.map(({ addressees, type, ...item }) => ({
    ...item,
    type: labels(`export.type.${type}`),
    addressees: addressees.map(({ name }) => name.replace(/\s*\n\s*/g, " ")).join("\n"),
    roles: addressees.map(({ role }) => labels(`export.role.${role}`)).join("\n"),
  }))
  const findingRows = resolution.findings.map(({ tone, text }) => ({ tone: labels(`export.tone.${tone}`), text }))
  return writeSheets([
    sheet("items", itemRows, labels),
    sheet("details", details(resolution, labels), labels),
    sheet("findings", findingRows, labels),
    sheet("amendments", resolution.amendments, labels),
  ])
}

function sheet(
  name: keyof typeof sheetKeys,
  rows: Partial<Record<ColumnKey, string | number | null>>[],
  labels: Labels,
): Sheet {
  const keys: readonly ColumnKey[] = sheetKeys[name]
  const column = (key: ColumnKey): Column => ({
    header: labels(`export.column.${key}`),
    width: WIDTHS[key] ?? 16,
    type: key === "deadline" || key === "date" ? "date" : NUMBERS.has(key) ? "number" : "text",
  })
  return {
    name: labels(`export.sheet.${name}`),
    columns: keys.map(column),
    rows: rows.map((row) => keys.map((key) => row[key] ?? null)),
  }
}

function details(resolution: ReadResolution, labels: Labels) {
  const day = (iso: string | null) => (iso ? shortDate(iso, languageOf(labels)) : null)
  const values: Record<(typeof detailKeys)[number], (string | null)[]> = {
    title: [resolution.title],
    kindLabel: [resolution.kindLabel],
    kind: [resolution.kind],
    date: [day(resolution.date)],
    dateEnd: [day(resolution.dateEnd)],
    place: [resolution.place],
    organiser: [resolution.organiser],
    participantsCount: [resolution.participantsCount?.toString() ?? null],
    adoptedOn: [day(resolution.adoptedOn)],
    url: [resolution.url],
    organisations: resolution.organisations,
    preamble: resolution.preamble,
    closing: resolution.closing,
  }
  return detailKeys.flatMap((key) =>
    values[key].filter(Boolean).map((value) => ({ detail: labels(`export.detail.${key}`), value, key })),
  )
}
