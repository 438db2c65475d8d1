import { createRoute, z } from "@hono/zod-openapi"
import { administrator } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
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
import { deliveryJson, deliveryShape } from "../delivery/delivery.json.ts"
import { listDeliveries } from "../delivery/delivery.store.ts"
import { deliveryStates } from "../tables.ts"
import { addWebhook } from "./add-webhook.ts"
import { checkWebhook } from "./check-webhook.ts"
import { editWebhook } from "./edit-webhook.ts"
import { removeWebhook } from "./remove-webhook.ts"
import { newSecret } from "./secret.ts"
import { shownOnce } from "./shown-once.ts"
import { webhookJson, webhookShape } from "./webhook.json.ts"
import { countWebhooks, findWebhook, listWebhooks } from "./webhook.store.ts"
import { webhookFields } from "./webhook.ts"

const { name, url, events } = webhookFields
const fields = {
  name,
  url,
  events: events.openapi({ description: "Names of events; null is every one, also those of later releases" }),
  on: z.boolean().optional(),
}
const made = webhookShape.extend({
  secret: z.string().openapi({ description: "Signs what is sent. It is told here and never again" }),
})
const list = { security: signedInOnly, tags: ["webhooks"] }
const path = "/v1/webhooks"

function needAdministrator(c: Ctx): void {
  if (!administrator(c.var.actor)) throw notAllowed()
}

async function found(c: Ctx, id: number) {
  needAdministrator(c)
  const webhook = await findWebhook(c.var.services.db, id)
  if (!webhook) throw notFound()
  return webhook
}

/** /v1/webhooks, for administrators. */
export function webhookApi(api: Api) {
  api.openapi(
    createRoute({
      ...list,
      method: "get",
      path,
      operationId: "listWebhooks",
      summary: "List webhooks, the newest first",
      request: { query: keysetQuery },
      responses: { 200: json(keysetPage(webhookShape), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      needAdministrator(c)
      const { db } = c.var.services
      const { after, limit } = c.req.valid("query")
      const [rows, count] = await Promise.all([listWebhooks(db, { after, limit: limit + 1 }), countWebhooks(db)])
      const items = rows.slice(0, limit).map(webhookJson)
      return c.json({ items, next: rows.length > limit ? items.at(-1)!.id : null, count }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "post",
      path,
      operationId: "addWebhook",
      summary: "Set a webhook up",
      description: "It is on at once unless `on` is false.",
      request: { headers: idempotencyHeader, ...jsonBody(z.object(fields)) },
      responses: { 201: json(made, "The new webhook with its secret"), ...problems(403, 410, 422) },
    }),
    async (c) => {
      needAdministrator(c)
      const given = c.req.valid("json")
      checkWebhook(c.var.services, given)
      const { secret: installation } = c.var.services
      const { id, secretId } = await act(c, addWebhook, { ...given, installation, secret: newSecret() })
      return c.json({ ...webhookJson(await found(c, id)), secret: await shownOnce(c, id, secretId) }, 201)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "get",
      path: `${path}/{id}`,
      operationId: "readWebhook",
      summary: "Read one webhook",
      request: { params: idParam },
      responses: { 200: json(webhookShape, "The webhook"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(webhookJson(await found(c, c.req.valid("param").id)), 200),
  )
  api.openapi(
    createRoute({
      ...list,
      method: "patch",
      path: `${path}/{id}`,
      operationId: "changeWebhook",
      summary: "Change the given fields of a webhook, or switch it",
      request: { params: idParam, ...jsonBody(z.object(fields).partial()) },
      responses: { 200: json(webhookShape, "The webhook as it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = await found(c, c.req.valid("param").id)
      const given = c.req.valid("json")
      checkWebhook(c.var.services, given)
      await act(c, editWebhook, { ...given, id })
      return c.json(webhookJson(await found(c, id)), 200)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "delete",
      path: `${path}/{id}`,
      operationId: "removeWebhook",
      summary: "Remove a webhook with its deliveries",
      request: { params: idParam },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, removeWebhook, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "get",
      path: `${path}/{id}/deliveries`,
      operationId: "listWebhookDeliveries",
      summary: "List what a webhook was sent in the last 90 days, the newest first",
      request: { params: idParam, query: keysetQuery.extend({ state: z.enum(deliveryStates).optional() }) },
      responses: {
        200: json(z.object({ items: z.array(deliveryShape), next: z.int().nullable() }), "A part of the list"),
        ...problems(403, 404, 422),
      },
    }),
    async (c) => {
      const { id } = await found(c, c.req.valid("param").id)
      const { state, after, limit } = c.req.valid("query")
      const rows = await listDeliveries(c.var.services.db, id, { state, after, limit: limit + 1 })
      const items = rows.slice(0, limit).map(deliveryJson)
      return c.json({ items, next: rows.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
}
