import { createRoute, z } from "@hono/zod-openapi"
import { allTerritories, cursorRead, cursorSaid, pairFields, pairQuery } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { personBody, personJson } from "../person/person.json.ts"
import { noteReading } from "../reading/note-reading.ts"
import { loadPersonPairs } from "./person-pairs.ts"
import { callPeopleAlike, tellPeopleApart } from "./tell-people-apart.ts"

const tags = ["people"]
const pair = z.object({ cards: z.array(personBody).length(2), ...pairFields }).openapi("PersonPair")
const two = z.object({ id: z.uuid(), other: z.uuid() })
const done = { 200: json(two, "The lesser id and the greater one"), ...problems(403, 404, 422) }

/** /v1/duplicates/people. */
export function duplicatePeopleApi(api: Api) {
  const path = "/v1/duplicates/people" as const
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "listAlikePeople",
      summary: "Pairs of people who may be one, the most alike first",
      description: "Those both of whom the caller keeps; why they are alike is said only of fields that it may see.",
      security: signedInOnly,
      request: { query: pairQuery },
      responses: {
        200: json(z.object({ items: z.array(pair), next: z.string().nullable() }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { services, actor, view } = c.var
      if (!staffSomewhere(actor)) throw notAllowed()
      const { state, after, limit } = c.req.valid("query")
      const cursor = cursorRead(after, (text) => z.uuid().safeParse(text).data ?? null)
      const asked = { state, after: cursor, limit, today: view.today }
      const found = await loadPersonPairs(services.db, actor, asked)
      const territories = await allTerritories(services.db)
      await noteReading(
        services,
        actor,
        found.pairs.flatMap(({ one, other }) => [one, other]),
        "api",
      )
      const items = found.pairs.map(({ one, other, score, because, state, reason }) => ({
        cards: [personJson(c, one, territories), personJson(c, other, territories)],
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
      operationId: "tellPeopleApart",
      summary: "Say that two cards of such a pair are of two people",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(two.extend({ reason: z.string().default("") })) },
      responses: done,
    }),
    async (c) => {
      const { lesser, greater } = await act(c, tellPeopleApart, c.req.valid("json"))
      return c.json({ id: lesser, other: greater }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/alike`,
      tags,
      operationId: "callPeopleAlike",
      summary: "Take that back",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(two) },
      responses: done,
    }),
    async (c) => {
      const { lesser, greater } = await act(c, callPeopleAlike, c.req.valid("json"))
      return c.json({ id: lesser, other: greater }, 200)
    },
  )
}
