import { createRoute, z } from "@hono/zod-openapi"
import { allTerritories, idsBelow } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, jsonBody, keysetQuery, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { confirmedRoles } from "../confirmed-role/confirmed-role.ts"
import { noteReading } from "../reading/note-reading.ts"
import { levels } from "../skill/skill.ts"
import { addPerson } from "./add-person.ts"
import { editPerson } from "./edit-person.ts"
import { countPeople, listPeople } from "./list-people.ts"
import { personBody, personJson } from "./person.json.ts"
import { reachOf } from "./person.policy.ts"
import { changedFields, personFields } from "./person-input.ts"
import { showPeople, showPerson } from "./show-person.ts"

const tags = ["people"]
export const personParam = z.object({ id: z.uuid() })
const listQuery = z.object({
  q: z.string().max(200).optional(),
  territory: z.coerce.number().int().optional().openapi({ type: "integer" }),
  party: z.coerce.number().int().optional().openapi({ type: "integer", description: "Who belongs to it today" }),
  competence: z.coerce.number().int().optional().openapi({ type: "integer", description: "Confirmed and in force" }),
  level: z.enum(levels).optional().openapi({ description: "Of the competence, at least" }),
  role: z.enum(confirmedRoles).optional().openapi({ description: "Confirmed and in force" }),
  after: z.uuid().optional(),
  limit: keysetQuery.shape.limit,
})
const newPerson = z.object({
  ...personFields,
  confirmAlike: z.boolean().default(false).openapi({ description: "Add it although people like it are there" }),
})
const changed = z.object({
  version: z.int().optional().openapi({ description: "The version that was read; an older one is refused" }),
  ...changedFields,
})

/** A person as the caller sees it. */
export async function personOf(c: Ctx, id: string): Promise<z.output<typeof personBody>> {
  const { db } = c.var.services
  const shown = await showPerson(db, c.var.actor, id, c.var.view.today)
  if (!shown) throw notFound()
  await noteReading(c.var.services, c.var.actor, [shown], "api")
  return personJson(c, shown, await allTerritories(db))
}

/** /v1/people. */
export function personApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/people",
      tags,
      operationId: "listPeople",
      summary: "List people by name",
      description: "Those who agreed to be shown, and whoever the caller's rights cover. `count` may stop at 501.",
      request: { query: listQuery },
      responses: {
        200: json(
          z.object({ items: z.array(personBody), next: z.uuid().nullable(), count: z.int() }),
          "A part of the list",
        ),
        ...problems(422),
      },
    }),
    async (c) => {
      const { db } = c.var.services
      const { q, territory, party, competence, level, role, after, limit } = c.req.valid("query")
      const territories = await allTerritories(db)
      const filter = {
        reach: await reachOf(db, c.var.actor),
        today: c.var.view.today,
        text: q,
        party,
        competence: competence === undefined ? undefined : { id: competence, least: level },
        role,
        territories: territory === undefined ? undefined : idsBelow(territories, territory),
      }
      const [found, count] = await Promise.all([
        listPeople(db, filter, { after, limit: limit + 1 }),
        countPeople(db, filter),
      ])
      const page = found.slice(0, limit)
      const shown = await showPeople(db, c.var.actor, page, filter.today)
      await noteReading(c.var.services, c.var.actor, shown, "api")
      const items = shown.map((one) => personJson(c, one, territories))
      return c.json({ items, next: found.length > limit ? page.at(-1)!.id : null, count }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/people/{id}",
      tags,
      operationId: "readPerson",
      summary: "Read one card",
      request: { params: personParam },
      responses: { 200: json(personBody, "The card"), ...problems(404, 422) },
    }),
    async (c) => c.json(await personOf(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people",
      tags,
      operationId: "addPerson",
      summary: "Add a person",
      description: "409 with `related` when the caller keeps people like it, unless `confirmAlike`.",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(newPerson) },
      responses: { 201: json(personBody, "The new card"), ...problems(403, 409, 422) },
    }),
    async (c) => {
      const { confirmAlike, ...given } = c.req.valid("json")
      const { id } = await act(c, addPerson, { ...given, ...(!confirmAlike && { seenAlike: [] }) })
      return c.json(await personOf(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "patch",
      path: "/v1/people/{id}",
      tags,
      operationId: "changePerson",
      summary: "Change the given fields of a card",
      security: signedInOnly,
      request: { params: personParam, ...jsonBody(changed) },
      responses: { 200: json(personBody, "The card as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, editPerson, { ...c.req.valid("json"), id })
      return c.json(await personOf(c, id), 200)
    },
  )
}
