import { createRoute, z } from "@hono/zod-openapi"
import { day } from "#modules/registry/public.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { personOf, personParam } from "../person/person.api.ts"
import { personBody } from "../person/person.json.ts"
import { addAffiliation } from "./add-affiliation.ts"
import { affiliationFields } from "./affiliation-input.ts"
import { endAffiliation } from "./end-affiliation.ts"
import { removeAffiliation } from "./remove-affiliation.ts"

const tags = ["people"]
const params = personParam.extend({ affiliation: z.coerce.number().int().positive().openapi({ type: "integer" }) })

/** Where people belong; it is read with their cards. */
export function affiliationApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/affiliations",
      tags,
      operationId: "addAffiliation",
      summary: "Say what a person is in an organisation or a body",
      security: signedInOnly,
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(z.object(affiliationFields)) },
      responses: { 201: json(personBody, "The card as it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, addAffiliation, { ...c.req.valid("json"), id })
      return c.json(await personOf(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/affiliations/{affiliation}/end",
      tags,
      operationId: "endAffiliation",
      summary: "Say when somebody left; that it was so stays",
      security: signedInOnly,
      request: {
        params,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ until: day, why: z.string().max(500).default("") })),
      },
      responses: { 200: json(personBody, "The card as it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, affiliation } = c.req.valid("param")
      await act(c, endAffiliation, { ...c.req.valid("json"), id, affiliation })
      return c.json(await personOf(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/people/{id}/affiliations/{affiliation}",
      tags,
      operationId: "removeAffiliation",
      summary: "Take away an affiliation that was entered by mistake",
      security: signedInOnly,
      request: { params },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, removeAffiliation, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}
