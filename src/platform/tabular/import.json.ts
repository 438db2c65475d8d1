import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import type { View } from "#platform/view.ts"
import type { Counts, NamedImport, StoredRow } from "./import.store.ts"
import { type Importer, matchings } from "./importer.ts"
import { importStates, outcomes } from "./tables.ts"
import { columnWord } from "./words.ts"

export const kindShape = z
  .object({
    kind: z.string(),
    title: z.string(),
    columns: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        example: z.string(),
        values: z.array(z.string()).optional().openapi({ description: "All that may stand in it" }),
      }),
    ),
    required: z.array(z.string()).openapi({ description: "One of these columns there must be" }),
    assumed: z.array(z.string()).openapi({ description: "What may be given as `assumed`; the first by itself" }),
  })
  .openapi("ImportKind")

export const kindJson = ({ t }: View, importer: Importer): z.output<typeof kindShape> => {
  const { assumed } = importer
  const options = assumed ? assumed.options(t).map(({ value }) => value) : []
  return {
    kind: importer.kind,
    title: t(importer.title),
    columns: importer.columns.map(({ key, label, example, values }) => ({
      key,
      label: t(label),
      example,
      ...(values && { values: values(t) }),
    })),
    required: importer.required.keys,
    assumed: assumed ? [assumed.first, ...options.filter((value) => value !== assumed.first)] : [],
  }
}

export const importShape = z
  .object({
    id: z.int(),
    kind: z.string(),
    fileName: z.string(),
    state: z.enum(importStates),
    header: z.array(z.string()).nullable().openapi({ description: "Null when the first row is one like the others" }),
    mapping: z.array(z.string()).openapi({ description: "Keys of columns, by place; empty for what is left out" }),
    matching: z.enum(matchings),
    assumed: z.string(),
    rows: z.int(),
    progress: z.object({ done: z.int(), of: z.int() }).openapi({ description: "Of the work under way" }),
    counts: z.object({ ...Object.fromEntries(outcomes.map((one) => [one, z.int()])), kept: z.int() } as {
      [K in keyof Counts]: z.ZodInt
    }),
    refused: z.url().openapi({ description: "Refused rows as .xlsx, to be corrected and brought again" }),
    broke: z.boolean().openapi({ description: "The work was stopped by a fault of the program; start it again" }),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    undoneAt: z.iso.datetime().nullable(),
  })
  .openapi("Import")

export function importJson(c: Ctx, run: NamedImport, counts: Counts): z.output<typeof importShape> {
  const { id, kind, fileName, state, header, mapping, matching, assumed, rows, broke } = run
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    ...{ id, kind, fileName, state, header, mapping, matching, assumed, rows, counts, broke },
    progress: { done: run.done, of: state === "checking" || state === "checked" ? rows : counts.new + counts.change },
    refused: `${c.var.services.baseUrl}/imports/${id}/refused.xlsx`,
    createdAt: run.createdAt.toISOString(),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    undoneAt: iso(run.undoneAt),
  }
}

export const rowShape = z
  .object({
    line: z.int().openapi({ description: "As the program that made the file counts" }),
    label: z.string(),
    cells: z.array(z.string()),
    outcome: z.enum(outcomes).nullable(),
    subject: z.string().nullable().openapi({ description: "Of the card" }),
    why: z
      .array(z.object({ column: z.string(), code: z.string(), detail: z.string() }))
      .openapi({ description: "Why it was refused" }),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    kept: z.string().nullable().openapi({ description: "Why it was not taken back" }),
  })
  .openapi("ImportRow")

export const rowJson = (view: View, importer: Importer, row: StoredRow): z.output<typeof rowShape> => ({
  line: row.line,
  label: row.label,
  cells: row.cells,
  outcome: row.outcome,
  subject: row.subjectId,
  why: (row.why ?? []).map(({ column = "", saying }) => ({ column, code: saying.key, detail: view.explain(saying) })),
  changes: (row.changes ?? []).map(({ field, before = null, after = null }) => ({ field, before, after })),
  kept:
    row.kept &&
    [view.explain(row.kept), ...(row.kept.columns ?? []).map((key) => columnWord(view, importer, key))].join(" "),
})
