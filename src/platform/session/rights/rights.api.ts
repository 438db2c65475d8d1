import { createRoute, z } from "@hono/zod-openapi"
import { administrator, roles, signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { deputiesOf, findGrant } from "../deputy/deputy.store.ts"
import { endDeputy, nameDeputy } from "../deputy/name-deputy.ts"
import { endGrant, giveGrant } from "../people/give-grant.ts"
import { findPerson, grantsOf, listPeople } from "../people/people.store.ts"
import { grantJson, grantShape, scopeText } from "./rights.json.ts"

const list = { security: signedInOnly, tags: ["rights"] }
const instant = z.iso.datetime().openapi({ example: "2026-11-21T09:00:00Z" })
const when = (text: string | null | undefined) => (text ? new Date(text) : undefined)
const account = z
  .object({ id: z.uuid(), name: z.string(), email: z.string(), disabled: z.boolean(), grants: z.array(grantShape) })
  .openapi("Account")

function administratorsOnly(c: Ctx) {
  if (!administrator(c.var.actor)) throw notAllowed()
}

async function grantOf(c: Ctx, id: number) {
  return grantJson((await findGrant(c.var.services.db, id))!)
}

function accountsApi(api: Api) {
  api.openapi(
    createRoute({
      ...list,
      method: "get",
      path: "/v1/accounts",
      operationId: "listAccounts",
      summary: "List accounts by name, with the roles that they hold now or later",
      description: "For administrators. At most fifty; `after` is `next` of the answer before.",
      request: { query: z.object({ q: z.string().max(200).optional(), after: z.uuid().optional() }) },
      responses: {
        200: json(z.object({ items: z.array(account), next: z.uuid().nullable() }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      administratorsOnly(c)
      const { db, clock } = c.var.services
      const { q, after } = c.req.valid("query")
      const key = after ? await findPerson(db, after) : undefined
      const { people, more } = await listPeople(db, { q, after: key && { name: key.name, id: key.id } })
      const grants = await grantsOf(
        db,
        people.map(({ id }) => id),
        clock.now(),
      )
      const items = people.map(({ id, name, email, disabled_at }) => ({
        id,
        name,
        email,
        disabled: disabled_at !== null,
        grants: grants.filter((grant) => grant.user_id === id).map(grantJson),
      }))
      return c.json({ items, next: more?.id ?? null }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "get",
      path: "/v1/me/grants",
      operationId: "listOwnGrants",
      summary: "The roles of the caller, now or later, and those who stand in for it",
      responses: {
        200: json(z.object({ items: z.array(grantShape), deputies: z.array(grantShape) }), "The roles"),
        ...problems(403),
      },
    }),
    async (c) => {
      const { actor, services } = c.var
      if (!signedIn(actor)) throw notAllowed()
      const now = services.clock.now()
      const own = await grantsOf(services.db, [actor.userId], now)
      const ids = own.map(({ id }) => id)
      const deputies = await deputiesOf(services.db, ids, now)
      return c.json({ items: own.map(grantJson), deputies: deputies.map(grantJson) }, 200)
    },
  )
}

function grantsApi(api: Api) {
  const term = {
    from: instant.optional().openapi({ description: "From this instant; now when absent" }),
    until: instant.nullable().default(null).openapi({ description: "Null: without an end" }),
  }
  api.openapi(
    createRoute({
      ...list,
      method: "post",
      path: "/v1/grants",
      operationId: "giveGrant",
      summary: "Give an account a role over a scope",
      request: {
        headers: idempotencyHeader,
        ...jsonBody(z.object({ userId: z.uuid(), role: z.enum(roles), scope: scopeText, ...term })),
      },
      responses: { 201: json(grantShape, "The role"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { from, until, ...given } = c.req.valid("json")
      const id = await act(c, giveGrant, { ...given, from: when(from), until: when(until) ?? null })
      return c.json(await grantOf(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "delete",
      path: "/v1/grants/{id}",
      operationId: "endGrant",
      summary: "End a role now, and those of its deputies",
      request: { params: idParam },
      responses: { 204: { description: "It is over" }, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      await act(c, endGrant, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "post",
      path: "/v1/grants/{id}/deputies",
      operationId: "nameDeputy",
      summary: "Name who stands in for the holder of a role: for the holder and for administrators",
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ email: z.email(), from: term.from, until: instant })),
      },
      responses: { 201: json(grantShape, "The deputy's role"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { email, from, until } = c.req.valid("json")
      const { id: grant } = c.req.valid("param")
      const id = await act(c, nameDeputy, { grant, email, from: when(from), until: new Date(until) })
      return c.json(await grantOf(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "delete",
      path: "/v1/deputies/{id}",
      operationId: "endDeputy",
      summary: "End a deputy's time early: for the holder, the deputy and administrators",
      request: { params: idParam },
      responses: { 204: { description: "It is over" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, endDeputy, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}

/** Accounts, their roles and deputies, for programs. */
export function rightsApi(api: Api) {
  accountsApi(api)
  grantsApi(api)
}
