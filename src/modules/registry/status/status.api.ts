import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { addStatus } from "./add-status.ts"
import { endStatus } from "./end-status.ts"
import { removeStatus } from "./remove-status.ts"
import { partyStatus, statusesJson } from "./status.json.ts"
import { day, statusFields, words } from "./status-input.ts"

const tags = ["registry"]
const params = idParam.extend({ status: z.coerce.number().int().positive().openapi({ type: "integer" }) })

async function statusOf(c: Ctx, party: number, id: number) {
  const status = (await statusesJson(c, party)).find((one) => one.id === id)
  if (!status) throw notFound()
  return status
}

/** Statuses of an organisation; they are read with its card. */
export function statusApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/organisations/{id}/statuses",
      tags,
      operationId: "addOrganisationStatus",
      summary: "Say what an organisation is recognised as",
      description: "Two statuses of one kind never overlap in time. `institutionId` is for units only.",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object(statusFields)) },
      responses: { 201: json(partyStatus, "The new status"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const done = await act(c, addStatus, { ...c.req.valid("json"), id })
      return c.json(await statusOf(c, id, done.id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/organisations/{id}/statuses/{status}/end",
      tags,
      operationId: "endOrganisationStatus",
      summary: "End a status before its term; it stays in the history",
      security: signedInOnly,
      request: { params, headers: idempotencyHeader, ...jsonBody(z.object({ until: day, why: words })) },
      responses: { 200: json(partyStatus, "The status as it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, status } = c.req.valid("param")
      await act(c, endStatus, { ...c.req.valid("json"), id, status })
      return c.json(await statusOf(c, id, status), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/organisations/{id}/statuses/{status}",
      tags,
      operationId: "removeOrganisationStatus",
      summary: "Take away a status that was entered by mistake",
      security: signedInOnly,
      request: { params },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, status } = c.req.valid("param")
      await act(c, removeStatus, { id, status })
      return c.body(null, 204)
    },
  )
}
