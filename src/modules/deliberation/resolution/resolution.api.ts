import { createRoute, z } from "@hono/zod-openapi"
import { allTerritories, idsBelow, territoryScopes } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idParam, json, keysetQuery, problems, signedInOnly } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { openResolution, resolutionJson, wholeJson, wholeResolution } from "./resolution.json.ts"
import { canSee, canSeeParticipants, visibleTo } from "./resolution.policy.ts"
import { countResolutions, listResolutions, loadResolution } from "./resolution.store.ts"
import { kinds, type Resolution } from "./resolution.ts"
import { participantsOf } from "./resolution-parts.store.ts"

const tags = ["resolutions"]
const integer = z.coerce.number().int().positive()

/** A resolution that whoever asks may read. @throws Refusal 404 */
export async function readable(c: Ctx, id: number): Promise<Resolution> {
  const found = await loadResolution(c.var.services.db, id)
  if (!found || !canSee(c.var.actor, found)) throw notFound()
  return found
}

export function resolutionApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/resolutions",
      tags,
      operationId: "listResolutions",
      summary: "List adopted resolutions, newest first",
      description: "What the caller may read: the open ones for everybody. `count` stops at 1001.",
      request: {
        query: z.object({
          kind: z.enum(kinds).optional(),
          year: z.coerce.number().int().min(1900).max(2999).optional().openapi({ type: "integer" }),
          territory: integer.optional().openapi({ type: "integer", description: "With all territories below it" }),
          body: integer.optional().openapi({ type: "integer", description: "An addressee's id in the registry" }),
          theme: integer.optional().openapi({ type: "integer", description: "With an item about it" }),
          after: z
            .string()
            .regex(/^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])~\d{1,15}$/)
            .optional()
            .openapi({ description: "`next` of the answer before" }),
          limit: keysetQuery.shape.limit,
        }),
      },
      responses: {
        200: json(
          z.object({ items: z.array(openResolution), next: z.string().nullable(), count: z.int() }),
          "A part of the list",
        ),
        ...problems(422),
      },
    }),
    async (c) => {
      const { db } = c.var.services
      const { kind, year, territory, body, theme, after, limit } = c.req.valid("query")
      const territories = await allTerritories(db)
      const [adoptedOn = "", id] = after?.split("~") ?? []
      const filter = {
        visibilities: visibleTo(c.var.actor),
        kind,
        year,
        partyId: body,
        themeId: theme,
        territoryIds: territory === undefined ? undefined : idsBelow(territories, territory),
      }
      const [found, count] = await Promise.all([
        listResolutions(db, { ...filter, after: after ? { adoptedOn, id: Number(id) } : undefined, limit: limit + 1 }),
        countResolutions(db, filter),
      ])
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      return c.json(
        {
          items: shown.map((r) => resolutionJson(c, r, territories)),
          next: found.length > limit && last ? `${last.adoptedOn}~${last.id}` : null,
          count,
        },
        200,
      )
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/resolutions/{id}",
      tags,
      operationId: "readResolution",
      summary: "Read one resolution with its items and amendments",
      description: "A draft is there for the staff only, without items: they are in its `/draft`.",
      request: { params: idParam },
      responses: { 200: json(wholeResolution, "The resolution"), ...problems(404, 422) },
    }),
    async (c) => c.json(await wholeJson(c, await readable(c, c.req.valid("param").id)), 200),
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/resolutions/{id}/participants",
      tags,
      operationId: "listParticipants",
      summary: "Who took part, with names and posts: personal data, for the staff of the territory",
      security: signedInOnly,
      request: { params: idParam },
      responses: {
        200: json(
          z.object({
            items: z.array(z.object({ name: z.string(), post: z.string(), organisation: z.string() })),
          }),
          "In the order of the document",
        ),
        ...problems(403, 404, 422),
      },
    }),
    async (c) => {
      const { db } = c.var.services
      const { id, territoryId } = await readable(c, c.req.valid("param").id)
      if (!canSeeParticipants(c.var.actor, await territoryScopes(db, territoryId))) throw notAllowed()
      return c.json({ items: await participantsOf(db, id) }, 200)
    },
  )
}
