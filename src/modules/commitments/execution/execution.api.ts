import { createRoute, z } from "@hono/zod-openapi"
import { canSee, resolutionById } from "#modules/deliberation/public.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { askable } from "../sending/asking.pages.tsx"
import { siteOf } from "../site.ts"
import { executionJson, executionReport } from "./execution.json.ts"
import { loadReport } from "./load-execution.ts"
import { noteReceipt, receiptChannels } from "./note-receipt.ts"
import { sendExecution } from "./send-execution.ts"
import { sendingCard, sendingsJson } from "./sending.json.ts"
import { sendingById, sendingsOf } from "./sending.store.ts"

const tags = ["execution"]
const receipt = z.object({
  onDay: z.iso.date({ error: "invalid.date" }),
  channel: z.enum(receiptChannels, { error: "invalid.choice" }),
  name: z.string().optional(),
  post: z.string().optional(),
  theirNumber: z.string().optional(),
})

export function executionApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/resolutions/{id}/execution",
      tags,
      operationId: "readExecution",
      summary: "The report on the execution of a resolution as of a day",
      description: "For whoever may read the resolution; nobody is named in it.",
      request: {
        params: idParam,
        query: z.object({
          on: z.iso.date({ error: "invalid.date" }).optional().openapi({ description: "Today when absent" }),
          known: z.iso
            .datetime()
            .optional()
            .openapi({ description: "What was written down later is left out: `known` of an earlier answer" }),
          addressee: z.coerce
            .number()
            .int()
            .positive()
            .optional()
            .openapi({ type: "integer", description: "Only what this recipient was asked" }),
        }),
      },
      responses: { 200: json(executionReport, "The report"), ...problems(404, 422) },
    }),
    async (c) => {
      const { services, actor, view } = c.var
      const resolution = await resolutionById(services.db, c.req.valid("param").id)
      if (!resolution?.adoptedOn || !canSee(actor, resolution)) throw notFound()
      const { on = view.today, known, addressee } = c.req.valid("query")
      if (on > view.today) throw new InvalidInput({ on: { key: "execution.invalid.day" } })
      const day = { on, known: known ? new Date(known) : null }
      return c.json(executionJson(await loadReport(services.db, resolution.id, day, addressee ?? null)), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/resolutions/{id}/execution/sendings",
      tags,
      operationId: "listReportSendings",
      summary: "To whom reports on a resolution were sent, and who has confirmed that they came",
      security: signedInOnly,
      request: { params: idParam, query: keysetQuery },
      responses: {
        200: json(z.object({ items: z.array(sendingCard), next: z.int().nullable() }), "The newest first"),
        ...problems(403, 404, 409, 422),
      },
    }),
    async (c) => {
      const { id } = await askable(c)
      const { after, limit } = c.req.valid("query")
      const found = await sendingsOf(c.var.services.db, id, limit + 1, after)
      const shown = found.slice(0, limit)
      const items = await sendingsJson(c, shown)
      return c.json({ items, next: found.length > limit ? shown.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/resolutions/{id}/execution/sendings",
      tags,
      operationId: "sendExecution",
      summary: "Send the report as of a day to recipients: by e-mail with .docx and a link, without an e-mail on paper",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            on: z.iso.date({ error: "invalid.date" }),
            addressee: z.int().optional().openapi({ description: "Only what this recipient was asked" }),
            text: z.string().openapi({ description: "What stands in the letter before the report" }),
            to: z.array(z.object({ name: z.string(), email: z.string().optional() })),
          }),
        ),
      },
      responses: { 201: json(sendingCard, "What was sent"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { services } = c.var
      const { id } = c.req.valid("param")
      const { addressee = null, ...body } = c.req.valid("json")
      const input = { ...body, id, recipientId: addressee, filesDir: services.filesDir, site: siteOf(services) }
      const { sending } = await act(c, sendExecution, input)
      const [sent] = await sendingsJson(c, [(await sendingById(services.db, sending))!])
      return c.json(sent!, 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/report-recipients/{id}/receipt",
      tags,
      operationId: "noteReceipt",
      summary: "Note that a recipient has the report, as it was told",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(receipt) },
      responses: { 201: json(sendingCard, "The sending as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { services } = c.var
      const input = { ...c.req.valid("json"), id: c.req.valid("param").id, site: siteOf(services) }
      const { sending } = await act(c, noteReceipt, input)
      const [noted] = await sendingsJson(c, [(await sendingById(services.db, sending))!])
      return c.json(noted!, 201)
    },
  )
}
