import { createRoute, z } from "@hono/zod-openapi"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idParam, json, keysetQuery, problems, signedInOnly } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { letterJson, letterSchema, lettersJson, wholeLetter } from "./letter.json.ts"
import { canReadLetters } from "./letter.policy.ts"
import { directions, kinds, territoriesFor } from "./register.pages.tsx"
import { letterById, listLetters } from "./register.store.ts"

const tags = ["letters"]
const listQuery = keysetQuery.extend({
  direction: z.enum(directions).optional(),
  kind: z.enum(kinds).optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional().openapi({ type: "integer" }),
  resolution: z.coerce.number().int().positive().optional().openapi({ type: "integer" }),
  q: z.string().max(200).optional().openapi({ description: "A part of the addressee's or sender's name" }),
  awaiting: z.enum(["true", "false"]).optional().openapi({ description: "Only those whose reply is awaited" }),
})
const page = z.object({ items: z.array(letterSchema), next: z.int().nullable() }).openapi("LetterPage")

/** The letter, for the staff of its territory. */
export async function readable(c: Ctx, id: number) {
  const { db } = c.var.services
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const letter = await letterById(db, id)
  if (!letter) throw notFound()
  if (!canReadLetters(c.var.actor, await territoryScopes(db, letter.territoryId))) throw notAllowed()
  return letter
}

export function letterApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/letters",
      tags,
      operationId: "listRegister",
      summary: "The register of letters, newest first",
      security: signedInOnly,
      request: { query: listQuery },
      responses: { 200: json(page, "A part of the register"), ...problems(403, 422) },
    }),
    async (c) => {
      if (!staffSomewhere(c.var.actor)) throw notAllowed()
      const { after, limit, awaiting, ...filter } = c.req.valid("query")
      const asked = { ...filter, awaiting: awaiting === "true", territories: await territoriesFor(c) }
      const found = await listLetters(c.var.services.db, asked, { after, limit: limit + 1 })
      const letters = found.slice(0, limit)
      const next = found.length > limit ? letters.at(-1)!.id : null
      return c.json({ items: await lettersJson(c, letters), next }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/letters/{id}",
      tags,
      operationId: "getLetter",
      summary: "One letter with its words, files and replies",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(wholeLetter, "The letter"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await letterJson(c, await readable(c, c.req.valid("param").id)), 200),
  )
}
