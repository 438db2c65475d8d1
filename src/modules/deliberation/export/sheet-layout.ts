import { forces, kinds } from "../resolution/resolution.ts"
import { type ExportKey, roles, tones, types } from "./exported-resolution.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }

/** Columns of the sheets, in order; those with codes come last. */
export const sheetKeys = {
  items: [
    "path",
    "label",
    "type",
    "text",
    "addressees",
    "roles",
    "forceLabel",
    "deadline",
    "term",
    "theme",
    "status",
    "amendedFrom",
    "depth",
    "force",
  ],
  details: ["detail", "value", "key"],
  findings: ["tone", "text"],
  amendments: ["number", "date", "path", "before", "after", "reason"],
} as const
export type SheetName = keyof typeof sheetKeys
export type ColumnKey = (typeof sheetKeys)[SheetName][number]

export const detailKeys = [
  "title",
  "kindLabel",
  "kind",
  "date",
  "dateEnd",
  "place",
  "organiser",
  "participantsCount",
  "adoptedOn",
  "url",
  "organisations",
  "preamble",
  "closing",
] as const

const codes = { force: forces, kind: kinds, tone: tones, role: roles, type: types }

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[\s\u00A0]+/g, " ")
    .trim()

const says = (key: string, text: string) =>
  [ru, en].some((catalogue) => {
    const words = (catalogue as Record<string, string>)[key]
    return words?.split("|").some((word) => plain(word) === plain(text))
  })

/** The sheet, column or detail that is called so in either language, or by a common other name (`export.also.…`). */
export const sheetNamed = (text: string): SheetName | undefined =>
  (Object.keys(sheetKeys) as SheetName[]).find((name) => says(`export.sheet.${name}`, text))
export const columnNamed = (text: string, sheet: SheetName): ColumnKey | undefined =>
  sheetKeys[sheet].find(
    (key) => says(`export.column.${key}` satisfies ExportKey, text) || says(`export.also.${key}`, text),
  )
export const detailNamed = (text: string) =>
  detailKeys.find((key) => plain(key) === plain(text) || says(`export.detail.${key}`, text))

/** The code that a cell means: the code itself, or its name in either language. */
export const codeNamed = <Name extends keyof typeof codes>(
  name: Name,
  text: string,
): (typeof codes)[Name][number] | undefined =>
  (codes[name] as readonly (typeof codes)[Name][number][]).find(
    (code) => code === text.trim() || says(`export.${name}.${code}`, text),
  )
