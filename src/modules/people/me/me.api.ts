import { createRoute, z } from "@hono/zod-openapi"
import { userIdOf } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { siteOf } from "#platform/site.ts"
import { takeClaim } from "../claim/take-claim.ts"
import { personOf } from "../person/person.api.ts"
import { personBody } from "../person/person.json.ts"
import { personOfUser } from "../person/person.store.ts"
import { editOwn, ownFields } from "./edit-own.ts"

const tags = ["people"]
const answer = (description: string) => json(personBody, description)
const changed = z.object({ version: z.int().optional(), ...ownFields })

async function own(c: Ctx): Promise<string> {
  const userId = userIdOf(c.var.actor)
  if (userId === null) throw notAllowed()
  const person = await personOfUser(c.var.services.db, userId)
  if (!person) throw notFound()
  return person.id
}

/** /v1/me/person: one's own card. */
export function meApi(api: Api) {
  const path = "/v1/me/person"
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "readOwnPerson",
      summary: "Read one's own card",
      security: signedInOnly,
      responses: { 200: answer("The card"), ...problems(403, 404) },
    }),
    async (c) => c.json(await personOf(c, await own(c)), 200),
  )
  api.openapi(
    createRoute({
      method: "patch",
      path,
      tags,
      operationId: "changeOwnPerson",
      summary: "Change the given fields of one's own card",
      security: signedInOnly,
      request: jsonBody(changed),
      responses: { 200: answer("The card as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = await act(c, editOwn, c.req.valid("json"))
      return c.json(await personOf(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/me/person/claim",
      tags,
      operationId: "claimPerson",
      summary: "Make a card one's own by the token of its link",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(z.object({ token: z.string().max(100) })) },
      responses: { 200: answer("The card"), ...problems(403, 404, 409, 410, 422) },
    }),
    async (c) => {
      const { id } = await act(c, takeClaim, { ...c.req.valid("json"), site: siteOf(c.var.services) })
      return c.json(await personOf(c, id), 200)
    },
  )
}
