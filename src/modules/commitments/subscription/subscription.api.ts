import { createRoute, z } from "@hono/zod-openapi"
import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, keysetQuery, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { follow, unfollow } from "./follow.ts"
import type { Followed } from "./follow-link.ts"
import { ownSubscription, type Subscription, subscriptionsOf } from "./subscription.store.ts"

const tags = ["Subscriptions"]
const subscription = z
  .object({ id: z.int(), of: z.enum(["item", "resolution"]), about: z.int(), url: z.string() })
  .openapi("Subscription")

const jsonOf = (c: Ctx, { id, itemId, resolutionId }: Subscription) => {
  const [of, about] = itemId === null ? (["resolution", resolutionId ?? 0] as const) : (["item", itemId] as const)
  return { id, of, about, url: `${c.var.services.baseUrl}/${of}s/${about}` }
}

const userOf = ({ var: { actor } }: Ctx) => {
  if (!signedIn(actor)) throw notAllowed()
  return actor.userId
}

export function subscriptionApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/subscriptions",
      tags,
      operationId: "listSubscriptions",
      summary: "What you follow, the newest first",
      security: signedInOnly,
      request: { query: keysetQuery },
      responses: {
        200: json(z.object({ items: z.array(subscription), next: z.int().nullable() }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { after, limit } = c.req.valid("query")
      const found = await subscriptionsOf(c.var.services.db, userOf(c), limit + 1, after)
      const items = found.slice(0, limit).map((one) => jsonOf(c, one))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
  for (const kind of ["item", "resolution"] as const)
    api.openapi(
      createRoute({
        method: "post",
        path: `/v1/${kind}s/{id}/subscription`,
        tags,
        operationId: kind === "item" ? "followItem" : "followResolution",
        summary: `Follow ${kind === "item" ? "an item" : "a resolution and its items"}: letters go to your account's address`,
        security: signedInOnly,
        request: { params: idParam, headers: idempotencyHeader },
        responses: { 201: json(subscription, "The subscription"), ...problems(403, 404, 422) },
      }),
      async (c) => {
        const what: Followed = { kind, id: c.req.valid("param").id }
        await act(c, follow, { ...what, locale: c.var.view.locale })
        return c.json(jsonOf(c, (await ownSubscription(c.var.services.db, userOf(c), what))!), 201)
      },
    )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/subscriptions/{id}",
      tags,
      operationId: "endSubscription",
      summary: "End a subscription of yours",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 204: { description: "It has ended" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      userOf(c)
      await act(c, unfollow, { id: c.req.valid("param").id })
      return c.body(null, 204)
    },
  )
}
