import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { home, type Nature, natures } from "../party/party.ts"
import { addDirection } from "./add-direction.ts"
import { directionJson, openDirection } from "./direction.json.ts"
import { allDirections, directionCounts, directionsOf } from "./direction.store.ts"
import { directionLimit } from "./direction.ts"
import { directionFields } from "./direction-input.ts"
import { editDirection } from "./edit-direction.ts"
import { mergeDirections } from "./merge-directions.ts"
import { setDirections } from "./set-directions.ts"

const tags = ["registry"]
const idOnly = z.object({ id: z.int() })
const listed = openDirection.extend({
  position: z.int(),
  retired: z.boolean().openapi({ description: "Not offered any more; whoever has it keeps it" }),
  organisations: z.int(),
  bodies: z.int(),
})
const newDirection = z.object({
  nameRu: directionFields.nameRu,
  nameEn: directionFields.nameEn.default(""),
  position: directionFields.position.optional().openapi({ description: "At the end unless it is said" }),
})
const changedDirection = z.object(directionFields).partial()

function catalogueApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/directions",
      tags,
      operationId: "listDirections",
      summary: "What organisations and bodies work in, with how many do",
      responses: { 200: json(z.object({ items: z.array(listed) }), "All of them, in the order of the catalogue") },
    }),
    async (c) => {
      const { db } = c.var.services
      const [all, counts] = await Promise.all([allDirections(db), directionCounts(db)])
      const items = all.map((direction) => ({
        ...directionJson(direction),
        position: direction.position,
        retired: direction.retired,
        organisations: counts.get(direction.id)?.organisation ?? 0,
        bodies: counts.get(direction.id)?.body ?? 0,
      }))
      return c.json({ items }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/directions",
      tags,
      operationId: "addDirection",
      summary: "Add a direction",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(newDirection) },
      responses: { 201: json(idOnly, "The new direction"), ...problems(403, 422) },
    }),
    async (c) => c.json(await act(c, addDirection, c.req.valid("json")), 201),
  )
  api.openapi(
    createRoute({
      method: "patch",
      path: "/v1/directions/{id}",
      tags,
      operationId: "changeDirection",
      summary: "Change the given fields of a direction",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(changedDirection) },
      responses: { 200: json(idOnly, "The direction"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, editDirection, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/directions/{id}/merger",
      tags,
      operationId: "mergeDirections",
      summary: "Give the organisations and bodies of a direction to another one, and take it away",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ into: z.int() })) },
      responses: {
        200: json(idOnly.extend({ parties: z.int() }), "The direction that is left, and how many were given to it"),
        ...problems(403, 404, 422),
      },
    }),
    async (c) => c.json(await act(c, mergeDirections, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
}

/** /v1/organisations/{id}/directions or /v1/bodies/{id}/directions. */
function natureApi(api: Api, nature: Nature) {
  api.openapi(
    createRoute({
      method: "put",
      path: `/v1${home[nature]}/{id}/directions`,
      tags,
      operationId: { organisation: "setOrganisationDirections", body: "setBodyDirections" }[nature],
      summary: `Say what ${{ organisation: "an organisation", body: "a body" }[nature]} works in`,
      description: `The whole set, at most ${directionLimit}, in place of the one before.`,
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ directions: z.array(z.int()) })),
      },
      responses: { 200: json(z.object({ items: z.array(openDirection) }), "The set"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { id } = c.req.valid("param")
      if ((await partyById(db, id))?.nature !== nature) throw notFound()
      await act(c, setDirections, { ...c.req.valid("json"), id })
      return c.json({ items: ((await directionsOf(db, [id])).get(id) ?? []).map(directionJson) }, 200)
    },
  )
}

export function directionApi(api: Api) {
  catalogueApi(api)
  for (const nature of natures) natureApi(api, nature)
}
