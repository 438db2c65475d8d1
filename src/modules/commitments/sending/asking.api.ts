import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { letterSchema, lettersJson } from "../letter/letter.json.ts"
import { requestLettersOf } from "../letter/register.store.ts"
import { siteOf } from "../site.ts"
import { askAddressees, letterInput } from "./ask-addressees.ts"
import { askable } from "./asking.pages.tsx"
import { loadPlan } from "./load-plan.ts"

const tags = ["letters"]
const item = z.object({
  id: z.int(),
  number: z.string(),
  text: z.string(),
  role: z.enum(["lead", "joint"]),
  others: z.array(z.string()),
})
const asking = z
  .object({
    recipients: z.array(
      z.object({
        addressee: z.string(),
        partyId: z.int().nullable(),
        channel: z.enum(["email", "paper"]).openapi({ description: "What the registry suggests" }),
        email: z.string(),
        hasPostalAddress: z.boolean(),
        items: z.array(item),
      }),
    ),
    classes: z
      .array(
        z.object({
          name: z.string(),
          items: z.array(item),
          members: z.array(z.object({ id: z.int(), name: z.string() })),
          more: z.boolean(),
        }),
      )
      .openapi({ description: "Many at once: name in `letters` those of the members that are to be asked" }),
    unaddressed: z.array(z.object({ id: z.int(), number: z.string(), text: z.string() })),
    asked: z.array(z.object({ addressee: z.string(), askedOn: z.iso.date(), numbers: z.array(z.string()) })),
  })
  .openapi("Asking")
const input = z
  .object({ dated: z.iso.date({ error: "invalid.date" }), letters: z.array(letterInput).max(2_000) })
  .openapi("Ask")
const asked = z
  .object({ requests: z.int().openapi({ description: "How many requests were made" }), letters: z.array(letterSchema) })
  .openapi("Asked")

async function askingJson(c: Ctx, id: number): Promise<z.output<typeof asking>> {
  const plan = await loadPlan(c.var.services.db, await askable(c, id))
  type Planned = (typeof plan.recipients)[number]["items"][number]
  const itemJson = ({ id, number, words, role, others }: Planned) => ({
    id,
    number,
    text: words,
    role,
    others: others.map(({ name }) => name),
  })
  return {
    recipients: plan.recipients.map(({ name, partyId, email, postal, items }) => ({
      addressee: name,
      partyId,
      channel: email ? ("email" as const) : ("paper" as const),
      email,
      hasPostalAddress: postal !== "",
      items: items.map(itemJson),
    })),
    classes: plan.classes.map(({ name, items, members, more }) => ({
      name,
      items: items.map(itemJson),
      members: members.map(({ id, name }) => ({ id, name })),
      more,
    })),
    unaddressed: plan.unaddressed.map(({ id, number, words }) => ({ id, number, text: words })),
    asked: plan.asked.map(({ name, askedOn, numbers }) => ({ addressee: name, askedOn, numbers })),
  }
}

export function askingApi(api: Api) {
  const path = "/v1/resolutions/{id}/asking"
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "planAsking",
      summary: "Who would be asked what in a resolution, and who was asked already",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(asking, "Who would be asked"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => c.json(await askingJson(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      operationId: "askAddressees",
      summary: "Ask addressees: a numbered letter each, by e-mail with a link, on paper, or both",
      description: "What an addressee was asked for already is not asked again.",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(input) },
      responses: { 201: json(asked, "The letters that were made"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const made = await act(c, askAddressees, { ...c.req.valid("json"), id, site: siteOf(c.var.services) })
      const letters = await requestLettersOf(c.var.services.db, id)
      const fresh = letters.filter((letter) => made.letterIds.includes(letter.id))
      return c.json({ requests: made.requests, letters: await lettersJson(c, fresh) }, 201)
    },
  )
}
