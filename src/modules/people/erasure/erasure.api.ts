import { createRoute, z } from "@hono/zod-openapi"
import { staff } from "#platform/actor.ts"
import {
  idempotencyHeader,
  json,
  jsonBody,
  keysetPage,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { readers } from "../person/fields.ts"
import { personParam } from "../person/person.api.ts"
import { showPerson } from "../person/show-person.ts"
import { readingsOf } from "../reading/reading.store.ts"
import { ways } from "../reading/reading.ts"
import { erasePerson } from "./erase-person.ts"
import { listErasures } from "./erasure.store.ts"
import { bases } from "./erasure.ts"

const tags = ["people"]
const reading = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    userName: z.string().nullable(),
    reader: z.enum(readers),
    what: z.enum(ways),
  })
  .openapi("Reading")
const erasure = z
  .object({
    number: z.int(),
    at: z.iso.datetime(),
    userName: z.string().nullable(),
    basis: z.enum(bases),
    reason: z.string(),
    destroyed: z.record(z.string(), z.int()).openapi({ description: "Rows destroyed, by kind" }),
  })
  .openapi("Erasure")

/** Who read a person's data, erasing them, and the acts of it. */
export function erasureApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/people/{id}/readings",
      tags,
      operationId: "listReadings",
      summary: "List who read a person's data",
      description: "For the person and for the staff that keeps the card, the latest first.",
      security: signedInOnly,
      request: { params: personParam, query: keysetQuery },
      responses: { 200: json(keysetPage(reading).omit({ count: true }), "A part of the list"), ...problems(404, 422) },
    }),
    async (c) => {
      const { services, actor, view } = c.var
      const { after, limit } = c.req.valid("query")
      const shown = await showPerson(services.db, actor, c.req.valid("param").id, view.today)
      if (shown?.reader !== "self" && shown?.reader !== "staff") throw notFound()
      const found = await readingsOf(services.db, shown.person.id, limit + 1, after)
      const items = found.slice(0, limit).map((one) => ({ ...one, at: one.at.toISOString() }))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/erasure",
      tags,
      operationId: "erasePerson",
      summary: "Destroy all that is kept of a person, for good",
      security: signedInOnly,
      request: {
        params: personParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ basis: z.enum(bases), reason: z.string().max(1000).default("") })),
      },
      responses: { 200: json(z.object({ number: z.int() }), "The number of the act"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, erasePerson, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/erasures",
      tags,
      operationId: "listErasures",
      summary: "List the acts of destruction, the latest first",
      security: signedInOnly,
      request: { query: keysetQuery },
      responses: { 200: json(keysetPage(erasure).omit({ count: true }), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      if (!staff(c.var.actor)) throw notAllowed()
      const { after, limit } = c.req.valid("query")
      const found = await listErasures(c.var.services.db, limit + 1, after)
      const items = found.slice(0, limit).map((one) => ({ ...one, at: one.at.toISOString() }))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.number : null }, 200)
    },
  )
}
