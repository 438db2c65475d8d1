import { z } from "zod"
import { isIsoDate, type Language } from "#platform/office/dates.ts"
import { forces, kinds } from "../resolution/resolution.ts"
import type catalogue from "./locales/ru.json"

export type ExportKey = keyof typeof catalogue
/** A sentence of `export.…`; `export.language` says which language they are in. */
export type Labels = (key: ExportKey, params?: Record<string, string | number | Date>) => string

/** The language of labels, for dates and numbers. */
export const languageOf = (labels: Labels): Language => (labels("export.language") === "en" ? "en" : "ru")

export const tones = ["positive", "problem", "neutral"] as const
export const roles = ["lead", "joint", "class"] as const
export const types = ["item", "block"] as const

const date = z.string().refine(isIsoDate)
const text = z.string()
const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)

const item = z.object({
  type: z.enum(types),
  path: text.min(1).describe("unique in the document: 3.4, III.1"),
  label: text.describe("the number as printed, possibly empty"),
  text,
  depth: z.int().min(0).max(20).describe("0 is the outermost"),
  addressees: z.array(z.object({ name: text.min(1), role: z.enum(roles) })),
  force: z.enum(forces),
  forceLabel: text,
  deadline: optional(date),
  term: optional(text).describe("a term in words"),
  theme: optional(text).describe("what it is about, by its name in the catalogue"),
  status: optional(text),
  amendedFrom: optional(text).describe("the text as adopted, when `text` is a later one"),
})

const amendment = z.object({
  date,
  number: z.int().min(1),
  path: text,
  before: text,
  after: text,
  reason: text,
})

/** What leaves the system as .docx, .xlsx and .json and comes back from the last two: no names of participants. */
export const exportedResolution = z.object({
  title: text,
  kind: z.enum(kinds),
  kindLabel: text,
  date: optional(date),
  dateEnd: optional(date),
  place: optional(text),
  organiser: optional(text),
  preamble: z.array(text),
  participantsCount: optional(z.int().min(0)),
  organisations: z.array(text),
  findings: z.array(z.object({ tone: z.enum(tones), text })),
  items: z.array(item),
  closing: z.array(text),
  adoptedOn: optional(date),
  amendments: z.array(amendment),
  url: text,
})

/** To write: what may be null may also be absent. */
export type ExportedResolution = z.input<typeof exportedResolution>
/** As read: everything is there. */
export type ReadResolution = z.output<typeof exportedResolution>
export type ExportedItem = ExportedResolution["items"][number]

/** `row`: of the sheet as Excel numbers it, or of the list in JSON from 1; 0 is the file as a whole. */
export type ImportError = { code: ImportErrorCode; row: number; params: Record<string, string> }
export type ImportErrorCode =
  Extract<ExportKey, `export.error.${string}`> extends `export.error.${infer Code}` ? Code : never
export type ReadResult = { ok: true; resolution: ReadResolution } | { ok: false; errors: ImportError[] }

/** Every second row that has the path of an earlier one. */
export function repeatedPaths(items: { path: string; row: number }[]): ImportError[] {
  const seen = new Set<string>()
  return items.flatMap(({ path, row }): ImportError[] => {
    if (seen.has(path)) return [{ code: "path_duplicate", row, params: { path } }]
    seen.add(path)
    return []
  })
}
