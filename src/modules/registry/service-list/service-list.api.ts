import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { entryJson, listJson, toEntryJson, toListJson } from "../social-service/service.json.ts"
import { entriesOf } from "../social-service/service.store.ts"
import { strikeService } from "../social-service/strike-service.ts"
import { writeService } from "../social-service/write-service.ts"
import { approveList } from "./approve-list.ts"
import { describeList } from "./describe-list.ts"
import { draftList } from "./draft-list.ts"
import { dropList } from "./drop-list.ts"
import { documentFields, entryFields } from "./list-input.ts"
import { canKeepLists } from "./service-list.policy.ts"
import { allLists, listByNumber } from "./service-list.store.ts"

const tags = ["registry"]
const integer = z.coerce.number().int().positive().openapi({ type: "integer" })
const params = z.object({ number: integer })
const ofService = params.extend({ service: integer })
const whole = listJson.extend({ services: z.array(entryJson) }).openapi("ServiceListWhole")
const version = z.int().optional().openapi({ description: "The version that was read; an older one is refused" })
const written = z.object({
  id: z.int().optional().openapi({ description: "Absent for a new one" }),
  version,
  ...entryFields,
})

async function listOf(c: Ctx, number: number) {
  const { db } = c.var.services
  const list = await listByNumber(db, number)
  if (!list || (list.approvedAt === null && !canKeepLists(c.var.actor))) throw notFound()
  return { ...toListJson(list), services: (await entriesOf(db, number)).map(toEntryJson) }
}

function readApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/service-lists",
      tags,
      operationId: "listServiceLists",
      summary: "All versions of the list of services, the latest first",
      responses: { 200: json(z.object({ items: z.array(listJson) }), "The versions") },
    }),
    async (c) => {
      const all = await allLists(c.var.services.db)
      const seen = all.filter(({ approvedAt }) => approvedAt !== null || canKeepLists(c.var.actor))
      return c.json({ items: seen.map(toListJson) }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/service-lists/{number}",
      tags,
      operationId: "readServiceList",
      summary: "Read a version of the list with its services and their criteria",
      request: { params },
      responses: { 200: json(whole, "The version"), ...problems(404, 422) },
    }),
    async (c) => c.json(await listOf(c, c.req.valid("param").number), 200),
  )
}

function draftApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/service-lists",
      tags,
      operationId: "draftServiceList",
      summary: "Start a new version of the list as a copy of the last one",
      security: signedInOnly,
      request: { headers: idempotencyHeader },
      responses: { 201: json(whole, "The draft"), ...problems(403, 409, 422) },
    }),
    async (c) => {
      const { number } = await act(c, draftList, {})
      return c.json(await listOf(c, number), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/service-lists/{number}/document",
      tags,
      operationId: "describeServiceList",
      summary: "Say which document a draft rests on and since when it is in force",
      security: signedInOnly,
      request: { params, headers: idempotencyHeader, ...jsonBody(z.object({ version, ...documentFields })) },
      responses: { 200: json(whole, "The draft"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { number } = c.req.valid("param")
      await act(c, describeList, { ...c.req.valid("json"), number })
      return c.json(await listOf(c, number), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/service-lists/{number}/approval",
      tags,
      operationId: "approveServiceList",
      summary: "Approve a draft: it never changes afterwards",
      security: signedInOnly,
      request: { params, headers: idempotencyHeader },
      responses: { 200: json(whole, "The version"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { number } = await act(c, approveList, c.req.valid("param"))
      return c.json(await listOf(c, number), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/service-lists/{number}",
      tags,
      operationId: "dropServiceList",
      summary: "Throw a draft away",
      security: signedInOnly,
      request: { params },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      await act(c, dropList, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}

function wordsApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/service-lists/{number}/services",
      tags,
      operationId: "writeService",
      summary: "Add a service to a draft, or say it otherwise; its criteria are the whole set",
      security: signedInOnly,
      request: { params, headers: idempotencyHeader, ...jsonBody(written) },
      responses: { 200: json(entryJson, "The service as the draft has it"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { number } = c.req.valid("param")
      const { id } = await act(c, writeService, { ...c.req.valid("json"), list: number })
      return c.json((await listOf(c, number)).services.find((service) => service.id === id)!, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/service-lists/{number}/services/{service}",
      tags,
      operationId: "strikeService",
      summary: "Strike a service from a draft; earlier versions keep it",
      security: signedInOnly,
      request: { params: ofService },
      responses: { 204: { description: "It is struck" }, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { number, service } = c.req.valid("param")
      await act(c, strikeService, { list: number, id: service })
      return c.body(null, 204)
    },
  )
}

/** The list of services by version; drafts for those who keep it. */
export function serviceListApi(api: Api) {
  readApi(api)
  draftApi(api)
  wordsApi(api)
}
