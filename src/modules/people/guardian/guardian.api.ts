import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { personParam } from "../person/person.api.ts"
import { showPerson } from "../person/show-person.ts"
import { guardiansOf } from "./guardian.store.ts"
import { relations } from "./guardian.ts"
import { addGuardian, editGuardian, guardianFields, removeGuardian } from "./keep-guardian.ts"

const guardian = z
  .object({ id: z.int(), name: z.string(), relation: z.enum(relations), phone: z.string(), email: z.string() })
  .openapi("Guardian")
const body = z.object({ items: z.array(guardian) })
const path = "/v1/people/{id}/guardians"
const common = { tags: ["people"], security: signedInOnly }
const oneParam = personParam.extend({ guardian: z.coerce.number().int().positive().openapi({ type: "integer" }) })

async function guardiansJson(c: Ctx, id: string): Promise<z.output<typeof body>> {
  const { db } = c.var.services
  const shown = await showPerson(db, c.var.actor, id, c.var.view.today)
  if (!shown) throw notFound()
  if (shown.reader !== "staff") throw notAllowed()
  c.header("Cache-Control", "no-store")
  return { items: (await guardiansOf(db, id)).map(({ personId: _, ...rest }) => rest) }
}

/** Parents and guardians of people under 18, for the staff. */
export function guardianApi(api: Api) {
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path,
      operationId: "listGuardians",
      summary: "Who decides for a person under 18",
      request: { params: personParam },
      responses: { 200: json(body, "The guardians"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await guardiansJson(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path,
      operationId: "addGuardian",
      summary: "Say who decides for a person under 18",
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(z.object(guardianFields)) },
      responses: { 201: json(body, "The guardians as they are now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, addGuardian, { ...c.req.valid("json"), id })
      return c.json(await guardiansJson(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "put",
      path: `${path}/{guardian}`,
      operationId: "editGuardian",
      summary: "Change the name, relation and contacts of a guardian",
      request: { params: oneParam, ...jsonBody(z.object(guardianFields)) },
      responses: { 200: json(body, "The guardians as they are now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const params = c.req.valid("param")
      await act(c, editGuardian, { ...c.req.valid("json"), ...params })
      return c.json(await guardiansJson(c, params.id), 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "delete",
      path: `${path}/{guardian}`,
      operationId: "removeGuardian",
      summary: "Take a guardian away; its link opens nothing any more, its consent stays",
      request: { params: oneParam },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, removeGuardian, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}
