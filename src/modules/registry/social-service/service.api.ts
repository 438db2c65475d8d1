import { createRoute, z } from "@hono/zod-openapi"
import { idParam, json, keysetPage, keysetQuery, problems } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { listByNumber, listOn } from "../service-list/service-list.store.ts"
import { targets } from "../service-provider/service-provider.ts"
import { statusKinds } from "../status/status.ts"
import { countProviders, countServices, listServices } from "./list-services.ts"
import { entryJson, listJson, providerJson, providersPage, toEntryJson, toListJson } from "./service.json.ts"
import { entryOf, versionsOf } from "./service.store.ts"
import { askedServices } from "./service-query.ts"

const tags = ["registry"]
const query = keysetQuery.extend({
  territory: z.coerce.number().int().optional().openapi({ type: "integer" }),
  target: z.enum(targets).optional().openapi({ description: "For whom; who serves everybody is always there" }),
  status: z.enum(statusKinds).optional().openapi({ description: "Of the provider, in force today" }),
  q: z.string().max(200).optional(),
})
const listed = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  description: z.string(),
  providers: z.int().openapi({ description: "Who provide it now" }),
})
const one = entryJson
  .extend({ list: listJson, versions: z.array(z.object({ number: z.int(), inForceFrom: z.iso.date().nullable() })) })
  .openapi("ServiceCard")

/** Services of the version in force and who provides them, for everybody. */
export function serviceApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/services",
      tags,
      operationId: "listServices",
      summary: "List the services of the version in force, by number",
      description: "With a filter of providers, services that nobody provides so are left out.",
      request: { query },
      responses: { 200: json(keysetPage(listed), "A part of the list"), ...problems(422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { after, limit } = c.req.valid("query")
      const list = await listOn(db, c.var.view.today)
      if (!list) return c.json({ items: [], next: null, count: 0 }, 200)
      const { filter } = await askedServices(c)
      const found = await listServices(db, list.number, filter, { after, limit: limit + 1 })
      const items = found.slice(0, limit).map((service) => ({ ...service, providers: Number(service.providers) }))
      const count = await countServices(db, list.number, filter)
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null, count }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/services/{id}",
      tags,
      operationId: "readService",
      summary: "Read a service with its criteria of quality",
      description: "As the version in force has it, or the last one that has it, or the one of `version`.",
      request: {
        params: idParam,
        query: z.object({ version: z.coerce.number().int().optional().openapi({ type: "integer" }) }),
      },
      responses: { 200: json(one, "The service"), ...problems(404, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { id } = c.req.valid("param")
      const { version } = c.req.valid("query")
      const versions = await versionsOf(db, id)
      const begun = versions.filter(({ inForceFrom }) => inForceFrom! <= c.var.view.today)
      const wanted =
        version === undefined ? (begun[0] ?? versions[0]) : versions.find(({ number }) => number === version)
      const list = wanted && (await listByNumber(db, wanted.number))
      const entry = list && (await entryOf(db, list.number, id))
      if (!entry) throw notFound()
      const known = versions.map(({ number, inForceFrom }) => ({ number, inForceFrom }))
      return c.json({ ...toEntryJson(entry), list: toListJson(list), versions: known }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/services/{id}/providers",
      tags,
      operationId: "listServiceProviders",
      summary: "List who provides a service now, by name",
      request: { params: idParam, query },
      responses: { 200: json(keysetPage(providerJson), "A part of the list"), ...problems(404, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { id } = c.req.valid("param")
      const { after, limit } = c.req.valid("query")
      if (!(await versionsOf(db, id)).length) throw notFound()
      const { filter, territories } = await askedServices(c)
      const page = await providersPage(c, id, { filter, after, limit }, territories)
      return c.json({ ...page, count: await countProviders(db, id, filter) }, 200)
    },
  )
}
