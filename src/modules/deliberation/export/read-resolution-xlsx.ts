import { readSheets } from "#platform/office/xlsx.ts"
import {
  type ExportedResolution,
  exportedResolution,
  type ImportError,
  type ReadResult,
  repeatedPaths,
} from "./exported-resolution.ts"
import { readItemRow } from "./read-item-row.ts"
import { codeNamed, columnNamed, detailNamed, type SheetName, sheetNamed } from "./sheet-layout.ts"
import { type Complain, dateOf, numberOf, rowsOf, type SheetRow, textOf } from "./sheet-row.ts"

/**
 * Reads a workbook that `resolutionXlsx` wrote, or one made by hand: a sheet with a column «Текст» is enough; the rest
 * (number, addressees one a line or split by «;», kind of decision, term) is taken where it is found, in either language.
 * @returns the resolution, or what is wrong with which row
 */
export async function readResolutionXlsx(bytes: Uint8Array): Promise<ReadResult> {
  const read = await readSheets(bytes)
  if (!read.ok) return { ok: false, errors: [{ code: read.code, row: 0, params: {} }] }
  const errors: ImportError[] = []
  const complain: Complain = (code, row, params = {}) => {
    errors.push({ code, row, params })
    return null
  }
  const sheet = (name: SheetName) => read.sheets.find((candidate) => sheetNamed(candidate.name) === name)
  const itemSheet =
    sheet("items") ??
    read.sheets.find(({ rows }) => rows[0]?.some((cell) => columnNamed(String(cell), "items") === "text"))
  if (!itemSheet) return { ok: false, errors: [{ code: "sheet_missing", row: 0, params: {} }] }
  const itemRows = rowsOf(itemSheet, "items", complain)
  const items = itemRows.map((row, i) => readItemRow(row, i, complain))
  errors.push(...repeatedPaths(items.map(({ path }, i) => ({ path, row: itemRows[i]!.row }))))
  const model: ExportedResolution = {
    ...details(rowsOf(sheet("details"), "details", complain), complain),
    findings: rowsOf(sheet("findings"), "findings", complain).map(({ row, cells }) => ({
      tone:
        codeNamed("tone", textOf(cells.tone)) ??
        complain("tone_unknown", row, { value: textOf(cells.tone) }) ??
        "neutral",
      text: textOf(cells.text),
    })),
    items,
    amendments: rowsOf(sheet("amendments"), "amendments", complain).map(({ row, cells }) => ({
      number: numberOf(cells.number, row, complain) || 1,
      date: dateOf(cells.date) ?? complain("date_invalid", row, { value: textOf(cells.date) }) ?? "1970-01-01",
      path: textOf(cells.path),
      before: textOf(cells.before),
      after: textOf(cells.after),
      reason: textOf(cells.reason),
    })),
  }
  return errors.length ? { ok: false, errors } : { ok: true, resolution: exportedResolution.parse(model) }
}

function details(rows: SheetRow[], complain: Complain) {
  const found = rows.map(({ row, cells }) => ({
    row,
    key: detailNamed(textOf(cells.key)) ?? detailNamed(textOf(cells.detail)),
    value: cells.value,
  }))
  const all = (key: string) => found.filter((detail) => detail.key === key).map(({ value }) => textOf(value))
  const one = (key: string) => all(key)[0] ?? null
  const day = (key: string) => {
    const detail = found.find((candidate) => candidate.key === key)
    if (detail?.value === undefined) return null
    return dateOf(detail.value) ?? complain("date_invalid", detail.row, { value: textOf(detail.value) })
  }
  const count = found.find((detail) => detail.key === "participantsCount")
  const kindLabel = one("kindLabel") ?? ""
  return {
    title: one("title") ?? "",
    kind: codeNamed("kind", one("kind") ?? "") ?? codeNamed("kind", kindLabel) ?? "other",
    kindLabel,
    date: day("date"),
    dateEnd: day("dateEnd"),
    place: one("place"),
    organiser: one("organiser"),
    participantsCount: count ? numberOf(count.value, count.row, complain) : null,
    adoptedOn: day("adoptedOn"),
    url: one("url") ?? "",
    organisations: all("organisations"),
    preamble: all("preamble"),
    closing: all("closing"),
  }
}
