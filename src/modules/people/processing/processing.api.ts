import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canKeepTexts } from "../consent/keep-texts.ts"
import { presentProcesses, versionsOf } from "./processing.store.ts"
import { grounds, type Process, processFields } from "./processing.ts"
import { endProcess, processInput, writeProcess } from "./write-process.ts"

const tags = ["people"]
const words = Object.fromEntries(processFields.map((name) => [name, z.string()])) as Record<
  (typeof processFields)[number],
  z.ZodString
>
const process = z
  .object({
    process: z.int(),
    version: z.int(),
    ...words,
    grounds: z.array(z.enum(grounds)),
    endedOn: z.iso.date().nullable().openapi({ description: "The day on which it ended" }),
    at: z.iso.datetime().openapi({ description: "Since when this version stands" }),
  })
  .openapi("ProcessingRecord", { description: "152-ФЗ, ст. 18.1 and 22" })
const param = z.object({
  process: z.coerce.number().int().positive().openapi({ type: "integer" }),
})
const path = "/v1/processing-records"

const out = ({ id: _, userId: __, createdAt, ...one }: Process): z.output<typeof process> => ({
  ...one,
  at: createdAt.toISOString(),
})

function keepersOnly(c: Ctx) {
  if (!canKeepTexts(c.var.actor)) throw notAllowed()
}

async function present(c: Ctx, number: number) {
  const [latest] = await versionsOf(c.var.services.db, number)
  if (!latest) throw notFound()
  return out(latest)
}

/** The operator's register of processes, for programs. */
export function processingApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "listProcessingRecords",
      summary: "List how the operator processes personal data, ended processes included",
      security: signedInOnly,
      responses: { 200: json(z.object({ items: z.array(process) }), "The register"), ...problems(403) },
    }),
    async (c) => {
      keepersOnly(c)
      return c.json({ items: (await presentProcesses(c.var.services.db)).map(out) }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      operationId: "addProcessingRecord",
      summary: "Describe one more process",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(z.object(processInput)) },
      responses: { 201: json(process, "The process"), ...problems(403, 422) },
    }),
    async (c) => {
      const done = await act(c, writeProcess, c.req.valid("json"))
      return c.json(await present(c, done.process), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: `${path}/{process}`,
      tags,
      operationId: "readProcessingRecord",
      summary: "Read one process with its versions, the latest first",
      security: signedInOnly,
      request: { params: param },
      responses: { 200: json(z.object({ versions: z.array(process) }), "The versions"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      keepersOnly(c)
      const versions = await versionsOf(c.var.services.db, c.req.valid("param").process)
      if (!versions.length) throw notFound()
      return c.json({ versions: versions.map(out) }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: `${path}/{process}`,
      tags,
      operationId: "changeProcessingRecord",
      summary: "Describe a process otherwise: its next version",
      security: signedInOnly,
      request: {
        params: param,
        ...jsonBody(
          z.object({
            version: z.int().optional().openapi({ description: "The version that was read; an older one is refused" }),
            ...processInput,
          }),
        ),
      },
      responses: { 200: json(process, "The process"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const done = await act(c, writeProcess, { ...c.req.valid("json"), ...c.req.valid("param") })
      return c.json(await present(c, done.process), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/{process}/end`,
      tags,
      operationId: "endProcessingRecord",
      summary: "Say that a process is over since today",
      security: signedInOnly,
      request: { params: param, headers: idempotencyHeader },
      responses: { 200: json(process, "The process"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const done = await act(c, endProcess, { ...c.req.valid("param"), today: c.var.view.today })
      return c.json(await present(c, done.process), 200)
    },
  )
}
