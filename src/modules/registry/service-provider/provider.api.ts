import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { providerJson, toProviderJson } from "../social-service/service.json.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { addProvider } from "./add-provider.ts"
import { editProvider } from "./edit-provider.ts"
import { providerById, providersOf } from "./provider.store.ts"
import { providerFields } from "./provider-input.ts"
import { removeProvider } from "./remove-provider.ts"

const tags = ["registry"]
const added = z.object({ serviceId: z.int(), ...providerFields })
const changed = z.object({
  version: z.int().optional().openapi({ description: "The version that was read; an older one is refused" }),
  ...providerFields,
})

async function providerOf(c: Ctx, id: number) {
  const { db } = c.var.services
  const provider = await providerById(db, id)
  const party = provider && (await partyById(db, provider.partyId))
  if (!party) throw notFound()
  return toProviderJson(provider, party.name, await allTerritories(db))
}

/** Who provides which service. */
export function providerApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/organisations/{id}/services",
      tags,
      operationId: "listOrganisationServices",
      summary: "List what an organisation provides, has provided and will, the latest first",
      request: { params: idParam },
      responses: { 200: json(z.object({ items: z.array(providerJson) }), "At most 200"), ...problems(404, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const party = await partyById(db, c.req.valid("param").id)
      if (party?.nature !== "organisation") throw notFound()
      const territories = await allTerritories(db)
      const items = (await providersOf(db, party.id)).map((one) => toProviderJson(one, party.name, territories))
      return c.json({ items }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/organisations/{id}/services",
      tags,
      operationId: "addServiceProvider",
      summary: "Say that an organisation provides a service",
      description: "One organisation provides a service once at a time: the days never overlap.",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(added) },
      responses: { 201: json(providerJson, "The provider"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const done = await act(c, addProvider, { ...c.req.valid("json"), organisation: c.req.valid("param").id })
      return c.json(await providerOf(c, done.id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/service-providers/{id}",
      tags,
      operationId: "editServiceProvider",
      summary: "Say anew how an organisation provides a service, or until when",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(changed) },
      responses: { 200: json(providerJson, "The provider"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, editProvider, { ...c.req.valid("json"), id })
      return c.json(await providerOf(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/service-providers/{id}",
      tags,
      operationId: "removeServiceProvider",
      summary: "Take away what was entered by mistake",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, removeProvider, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}
