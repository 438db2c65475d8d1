import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { siteOf } from "../site.ts"
import { answerRequest } from "./answer-request.ts"
import { decideRequest } from "./decide-request.ts"
import { loadRequest } from "./load-request.ts"
import { requestCard, requestJson } from "./request.json.ts"
import { answerKinds, decisionKinds } from "./request.ts"
import { splitRequest } from "./split-request.ts"

const tags = ["requests"]
const day = z.iso.date({ error: "invalid.date" })
const files = z.array(z.uuid()).max(20).optional().openapi({ description: "Stored before by POST /v1/files" })
const term = {
  termOn: day.nullish(),
  term: z.string().optional().openapi({ description: "In place of a day: ongoing, quarterly and the like" }),
}

export const answer = z.object({
  kind: z.enum(answerKinds),
  text: z.string().optional(),
  ...term,
  wording: z.string().optional(),
  until: day.nullish().openapi({ description: "Received: considered until this day" }),
  theirNumber: z.string().optional(),
  responsible: z.string().optional(),
  share: z.int().nullish().openapi({ description: "Of a report: percent done" }),
  links: z.array(z.url()).optional(),
  handTo: z.string().optional(),
  handEmail: z.string().optional(),
  name: z.string().optional().openapi({ description: "Who said it" }),
  post: z.string().optional(),
  channel: z.enum(["site", "paper", "phone", "meeting", "email"]).optional(),
  onDay: day.nullish(),
  evidence: z.string().optional().openapi({ description: "Needed when it came on paper or was spoken, without files" }),
  files,
})
const decision = z.object({
  kind: z.enum(decisionKinds),
  settles: z.int().nullish().openapi({ description: "The act of the addressee that is answered" }),
  text: z.string().optional(),
  ...term,
  share: z.int().nullish().openapi({ description: "Of a partial release: percent confirmed" }),
  files,
})
const part = z.object({
  text: z.string(),
  addressee: z.string(),
  email: z.string().optional(),
  termOn: day.nullish(),
})

/** Leaves out what is null, for commands take absence for it. */
export const given = (body: object) => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))

const shown = async (c: Ctx, id: number) => requestJson(c, await loadRequest(c, id))
const told = { 201: json(requestCard, "The request as it is now"), ...problems(403, 404, 409, 422) }

export function requestApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/requests/{id}",
      tags,
      operationId: "readRequest",
      summary: "Read one request with all that was said about it; others than the staff read its open part",
      request: { params: idParam },
      responses: { 200: json(requestCard, "The request"), ...problems(404, 422) },
    }),
    async (c) => c.json(await shown(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/requests/{id}/answers",
      tags,
      operationId: "recordAnswer",
      summary: "Record what an addressee said on paper, by telephone or at a meeting",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(answer) },
      responses: told,
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, answerRequest, { ...given(c.req.valid("json")), id, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/requests/{id}/decisions",
      tags,
      operationId: "decideRequest",
      summary: "Say the centre's word: reply, agree, refuse, release, return, withdraw, reopen",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(decision) },
      responses: told,
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, decideRequest, { ...given(c.req.valid("json")), id, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/requests/{id}/parts",
      tags,
      operationId: "splitRequest",
      summary: "Split a request into parts, each with an addressee and a link of its own",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ parts: z.array(part).min(1).max(20) })),
      },
      responses: {
        201: json(z.object({ parts: z.array(z.int()) }), "The numbers of the new requests"),
        ...problems(403, 404, 409, 422),
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const parts = c.req.valid("json").parts.map(given)
      return c.json(await act(c, splitRequest, { id, parts, site: siteOf(c.var.services) }), 201)
    },
  )
}
