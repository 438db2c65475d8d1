import { createRoute, z } from "@hono/zod-openapi"
import { allTerritories } from "#modules/registry/public.ts"
import { signedIn, staffSomewhere } from "#platform/actor.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { commentBuckets } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { reaches } from "../desk/reach.ts"
import { followedBy } from "../subscription/followed.ts"
import { addComment, commentInput } from "./add-comment.ts"
import { commentsIn, commentsOfItem, loadAudience } from "./comment.store.ts"
import { decideComment } from "./decide-comment.ts"
import { states } from "./tables.ts"

const tags = ["Comments"]
const comment = z
  .object({
    id: z.int(),
    name: z.string().openapi({ description: "As it was signed; empty for none" }),
    text: z.string(),
    at: z.iso.datetime(),
    member: z.boolean().openapi({ description: "Written with an account" }),
  })
  .openapi("Comment")
const moderated = comment
  .extend({ item: z.int(), state: z.enum(states), reason: z.string() })
  .openapi("ModeratedComment")

export function commentApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/items/{id}/comments",
      tags,
      operationId: "listComments",
      summary: "Published comments of an item, newest first",
      request: { params: idParam, query: keysetQuery },
      responses: {
        200: json(z.object({ items: z.array(comment), next: z.int().nullable() }), "A part of the list"),
        ...problems(404, 422),
      },
    }),
    async (c) => {
      const { services, actor } = c.var
      const { id } = c.req.valid("param")
      const { after, limit } = c.req.valid("query")
      await followedBy(services.db, actor, { kind: "item", id })
      if ((await loadAudience(services.db)) === "off") throw notFound()
      const found = await commentsOfItem(services.db, { itemId: id, before: after, limit: limit + 1 })
      const items = found.slice(0, limit).map(({ body, at, ...one }) => ({ ...one, text: body, at: at.toISOString() }))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/items/{id}/comments",
      tags,
      operationId: "addComment",
      summary: "Write under an item, with an account: it is published at once",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(commentInput.omit({ item: true })) },
      responses: { 201: json(z.object({ id: z.int() }), "The comment's number"), ...problems(403, 404, 422, 429) },
    }),
    async (c) => {
      const { services, actor } = c.var
      if (!signedIn(actor)) throw notAllowed()
      if (await take(services.db, [commentBuckets(actor.userId).all], services.clock.now()))
        throw new Refusal(429, "comment.refusal.often")
      const { id } = await act(c, addComment, { ...c.req.valid("json"), item: c.req.valid("param").id })
      return c.json({ id }, 201)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/comments",
      tags,
      operationId: "listModeratedComments",
      summary: "Comments in one state in your territories, newest first",
      security: signedInOnly,
      request: { query: keysetQuery.extend({ state: z.enum(states).default("waiting") }) },
      responses: {
        200: json(z.object({ items: z.array(moderated), next: z.int().nullable() }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { services, actor } = c.var
      if (!staffSomewhere(actor)) throw notAllowed()
      const { after, limit, state } = c.req.valid("query")
      const territories = reaches(actor, await allTerritories(services.db)).staff
      const found = await commentsIn(services.db, { state, territories, before: after, limit: limit + 1 })
      const items = found.slice(0, limit).map((one) => ({
        id: one.id,
        item: one.itemId,
        name: one.name,
        text: one.body,
        at: one.at.toISOString(),
        member: one.userId !== null,
        state: one.state,
        reason: one.reason,
      }))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/comments/{id}/decision",
      tags,
      operationId: "decideComment",
      summary: "Publish a comment, or hide it and say why",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ state: z.enum(["published", "hidden"]), reason: z.string().max(500).optional() })),
      },
      responses: { 200: json(z.object({ id: z.int(), item: z.int() }), "It is so now"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, decideComment, { ...c.req.valid("json"), id: c.req.valid("param").id }), 200),
  )
}
