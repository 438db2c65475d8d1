import { createRoute, z } from "@hono/zod-openapi"
import { allDirections } from "#modules/registry/public.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { allCentres } from "../centre/centre.store.ts"
import { curatorsOfCentre, curatorsOfDirection } from "./curator.store.ts"
import { endCurator } from "./end-curator.ts"
import { nameCurator } from "./name-curator.ts"

const tags = ["network"]
const curator = z
  .object({
    id: z.int(),
    centreId: z.int(),
    directionId: z.int(),
    name: z.string(),
    post: z.string(),
    fromOn: z.iso.date(),
    untilOn: z.iso.date().nullable().openapi({ description: "The last day" }),
  })
  .openapi("Curator")
const list = json(z.object({ items: z.array(curator) }), "Those in force now, and those to come")
const named = z.object({
  directionId: z.int(),
  name: z.string(),
  post: z.string().optional(),
  fromOn: z.iso.date({ error: "invalid.date" }),
})

/** Curators of a direction and of a centre. */
export function curatorApi(api: Api) {
  for (const [of, operationId, load] of [
    ["directions", "listDirectionCurators", curatorsOfDirection],
    ["centres", "listCentreCurators", curatorsOfCentre],
  ] as const)
    api.openapi(
      createRoute({
        method: "get",
        path: `/v1/${of}/{id}/curators`,
        tags,
        operationId,
        summary: of === "directions" ? "Curators of a direction, by centre" : "Curators of a centre, by direction",
        request: { params: idParam },
        responses: { 200: list, ...problems(404, 422) },
      }),
      async (c) => {
        const { services, view } = c.var
        const { id } = c.req.valid("param")
        const known = of === "directions" ? await allDirections(services.db) : await allCentres(services.db)
        if (!known.some((one) => one.id === id)) throw notFound()
        return c.json({ items: await load(services.db, id, view.today) }, 200)
      },
    )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/centres/{id}/curators",
      tags,
      operationId: "nameCurator",
      summary: "Say who is the curator of a direction in a centre",
      description: "Whoever was it before leaves off the day before.",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(named) },
      responses: { 201: json(z.object({ id: z.int() }), "The curator"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const input = { ...c.req.valid("json"), centreId: c.req.valid("param").id }
      return c.json(await act(c, nameCurator, input), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/curators/{id}/end",
      tags,
      operationId: "endCurator",
      summary: "A curator leaves off today",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader },
      responses: { 200: json(z.object({ id: z.int() }), "The curator"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, endCurator, { ...c.req.valid("param"), today: c.var.view.today }), 200),
  )
}
