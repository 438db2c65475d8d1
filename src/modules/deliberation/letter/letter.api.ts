import { createRoute, z } from "@hono/zod-openapi"
import { territoryScopes } from "#modules/registry/public.ts"
import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { itemsOf } from "../item/item.store.ts"
import { readable } from "../resolution/resolution.api.ts"
import { addresseesOf } from "./addressees.ts"
import { lettersOf } from "./letter.store.ts"
import { makeLetters } from "./make-letters.ts"

const tags = ["letters"]
const letters = z
  .object({
    items: z.array(
      z.object({
        id: z.int(),
        addressee: z.string(),
        number: z.int(),
        year: z.int(),
        dated: z.iso.date(),
        itemIds: z.array(z.int()),
        file: z.url().openapi({ description: "The letter as .docx, with the same token" }),
      }),
    ),
    waiting: z
      .array(z.object({ addressee: z.string(), itemIds: z.array(z.int()) }))
      .openapi({ description: "Addressees whose letter has no number yet" }),
    archive: z.url().nullable().openapi({ description: "All letters as one .zip; null while there is none" }),
  })
  .openapi("Letters")

async function lettersJson(c: Ctx, id: number): Promise<z.output<typeof letters>> {
  const { db, baseUrl } = c.var.services
  const { adoptedOn, territoryId } = await readable(c, id)
  if (!adoptedOn) throw notFound()
  if (!staff(c.var.actor, await territoryScopes(db, territoryId))) throw notAllowed()
  const to = new Map(addresseesOf(await itemsOf(db, id)).map((a) => [a.name, a.items.map((item) => item.id)]))
  const numbered = await lettersOf(db, id)
  const base = `${baseUrl}/resolutions/${id}/letters`
  const had = new Set(numbered.map((l) => l.addressee))
  return {
    items: numbered.map(({ id: letter, addressee, number, year, dated }) => ({
      id: letter,
      addressee,
      number,
      year,
      dated,
      itemIds: to.get(addressee) ?? [],
      file: `${base}/${letter}.docx`,
    })),
    waiting: [...to].flatMap(([addressee, itemIds]) => (had.has(addressee) ? [] : [{ addressee, itemIds }])),
    archive: numbered.length ? `${base}.zip` : null,
  }
}

export function letterApi(api: Api) {
  const path = "/v1/resolutions/{id}/letters"
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "listLetters",
      summary: "Letters to the addressees of a resolution, and who has none yet",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(letters, "The letters"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await lettersJson(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      operationId: "makeLetters",
      summary: "Give a number and a date to the letter of every addressee that has none",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ dated: z.iso.date({ error: "invalid.date" }) })),
      },
      responses: {
        201: json(letters.extend({ made: z.int() }).openapi("MadeLetters"), "All letters, and how many are new"),
        ...problems(403, 404, 409, 422),
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const made = await act(c, makeLetters, { ...c.req.valid("json"), id })
      return c.json({ ...(await lettersJson(c, id)), made: made.letters }, 201)
    },
  )
}
