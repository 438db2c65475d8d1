import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetPage,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act, field, formOf } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { importJson, importShape, kindJson, kindShape, rowJson, rowShape } from "./import.json.ts"
import { countsOf, rowsOf } from "./import.store.ts"
import { matchings } from "./importer.ts"
import { importersFor, importFor, importsFor } from "./load-import.ts"
import { startImport, tryImport, undoImport } from "./steer-import.ts"
import { outcomes } from "./tables.ts"
import { takeFile } from "./take-file.ts"

const common = { tags: ["imports"], security: signedInOnly }
const path = "/v1/imports"
const one = `${path}/{id}`
const answer = { 200: json(importShape, "The import as it is now") }

const properties = {
  kind: { type: "string" as const, description: "What the rows are: see the kinds" },
  file: {
    type: "string" as const,
    format: "binary",
    description: ".xlsx or delimited text, told apart by its content",
  },
}
const trial = z.object({
  mapping: z.array(z.string()).optional().openapi({ description: "As it was guessed when absent" }),
  matching: z.enum(matchings).default("skip").openapi({
    description: "What becomes of rows that find their card: nothing, empty fields are filled, all given are written",
  }),
  assumed: z.string().max(100).optional().openapi({ description: "For rows that do not say it themselves" }),
  header: z.boolean().optional().openapi({ description: "Whether the first row names the columns" }),
})

async function shown(c: Ctx, id: number) {
  const { run } = await importFor(c, id)
  return importJson(c, run, (await countsOf(c.var.services.db, [id])).get(id)!)
}

/** /v1/imports: the same steps as on the pages. Trying, writing and undoing go on in the background: ask for `state`. */
export function importApi(api: Api) {
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path: `${path}/kinds`,
      operationId: "listImportKinds",
      summary: "What can be imported, and the columns that are known",
      responses: { 200: json(z.object({ items: z.array(kindShape) }), "All kinds"), ...problems(403) },
    }),
    (c) => c.json({ items: importersFor(c).importers.map((importer) => kindJson(c.var.view, importer)) }, 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path,
      operationId: "listImports",
      summary: "List imports, the newest first",
      description: "Those of people are for who brought the file and for administrators.",
      request: { query: keysetQuery },
      responses: {
        200: json(keysetPage(importShape).omit({ count: true }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { after, limit } = c.req.valid("query")
      const found = await importsFor(c, after, limit + 1)
      const runs = found.slice(0, limit)
      const counts = await countsOf(
        c.var.services.db,
        runs.map(({ id }) => id),
      )
      const items = runs.map((run) => importJson(c, run, counts.get(run.id)!))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path,
      operationId: "addImport",
      summary: "Bring a table; nothing is written yet",
      request: {
        headers: idempotencyHeader,
        body: {
          required: true,
          content: {
            "multipart/form-data": { schema: { type: "object" as const, properties, required: ["kind", "file"] } },
          },
        },
      },
      responses: { 201: json(importShape, "Its columns, as they were guessed"), ...problems(403, 413, 422) },
    }),
    async (c) => {
      const { importers } = importersFor(c)
      const form = await formOf(c)
      const importer = importers.find(({ kind }) => kind === field(form, "kind"))
      if (!importer) throw new InvalidInput({ kind: { key: "invalid.choice" } })
      const { id } = await takeFile(c, importer, form.file, c.req.header("Idempotency-Key"))
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path: one,
      operationId: "readImport",
      summary: "Where an import stands, and how many rows came to what",
      request: { params: idParam },
      responses: { ...answer, ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await shown(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path: `${one}/rows`,
      operationId: "listImportRows",
      summary: "Rows of an import with what came of them; refused ones with why",
      request: {
        params: idParam,
        query: keysetQuery.extend({ outcome: z.enum(outcomes).optional() }),
      },
      responses: {
        200: json(z.object({ items: z.array(rowShape), next: z.int().nullable() }), "A part of the rows"),
        ...problems(403, 404, 422),
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const { importer } = await importFor(c, id)
      const { after = 0, limit, outcome } = c.req.valid("query")
      const which = outcome ? { outcome: [outcome] } : {}
      const found = await rowsOf(c.var.services.db, id, after, limit + 1, which)
      const items = found.slice(0, limit).map((row) => rowJson(c.var.view, importer, row))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.line : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: `${one}/trial`,
      operationId: "tryImport",
      summary: "Say what the columns hold and have all rows tried; nothing is written",
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(trial) },
      responses: { ...answer, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const { run, importer } = await importFor(c, id)
      const given = c.req.valid("json")
      const input = {
        id,
        mapping: given.mapping ?? run.mapping,
        matching: given.matching,
        assumed: given.assumed ?? importer.assumed?.first ?? "",
        header: given.header ?? run.header !== null,
        required: importer.required,
      }
      const unknown = input.mapping.findIndex((key) => key && !importer.columns.some((column) => column.key === key))
      if (unknown >= 0) throw new InvalidInput({ [`mapping.${unknown}`]: { key: "invalid.choice" } })
      await act(c, tryImport, input)
      return c.json(await shown(c, id), 200)
    },
  )
  for (const [name, cmd, operationId, summary] of [
    ["start", startImport, "startImport", "Write what was tried"],
    ["undo", undoImport, "undoImport", "Take back all that nobody has touched since"],
  ] as const)
    api.openapi(
      createRoute({
        ...common,
        method: "post",
        path: `${one}/${name}`,
        operationId,
        summary,
        request: { params: idParam, headers: idempotencyHeader },
        responses: { ...answer, ...problems(403, 404, 409, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid("param")
        await importFor(c, id)
        await act(c, cmd, { id })
        return c.json(await shown(c, id), 200)
      },
    )
}
