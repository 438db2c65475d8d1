import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { openJson, openParty } from "../party/party.json.ts"
import { pairFields, pairQuery } from "./pair.json.ts"
import { cursorRead, cursorSaid } from "./pair-cursor.ts"
import { loadPartyPairs } from "./party-pairs.ts"
import { callPartiesAlike, tellPartiesApart } from "./tell-apart.ts"

const tags = ["registry"]
const pair = z.object({ cards: z.array(openParty).length(2), ...pairFields }).openapi("PartyPair")
const two = z.object({ id: z.int(), other: z.int() })
const done = { 200: json(two, "The lesser id and the greater one"), ...problems(403, 404, 422) }

/** /v1/duplicates/parties. */
export function duplicateApi(api: Api) {
  const path = "/v1/duplicates/parties" as const
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "listAlikeParties",
      summary: "Pairs of organisations or bodies that may be one, the most alike first",
      description: "Those both cards of which the caller may change.",
      security: signedInOnly,
      request: { query: pairQuery },
      responses: {
        200: json(z.object({ items: z.array(pair), next: z.string().nullable() }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { state, after, limit } = c.req.valid("query")
      const cursor = cursorRead(after, (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null))
      const found = await loadPartyPairs(c.var.services.db, c.var.actor, { state, after: cursor, limit })
      if (!found) throw notAllowed()
      const items = found.pairs.map(({ one, other, score, because, state, reason }) => ({
        cards: [openJson(c, one, found.territories), openJson(c, other, found.territories)],
        ...{ score, because, state, reason },
      }))
      return c.json({ items, next: found.next && cursorSaid(found.next) }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/different`,
      tags,
      operationId: "tellPartiesApart",
      summary: "Say that two cards of such a pair are about different ones",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(two.extend({ reason: z.string().default("") })) },
      responses: done,
    }),
    async (c) => {
      const { lesser, greater } = await act(c, tellPartiesApart, c.req.valid("json"))
      return c.json({ id: lesser, other: greater }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/alike`,
      tags,
      operationId: "callPartiesAlike",
      summary: "Take that back",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(two) },
      responses: done,
    }),
    async (c) => {
      const { lesser, greater } = await act(c, callPartiesAlike, c.req.valid("json"))
      return c.json({ id: lesser, other: greater }, 200)
    },
  )
}
