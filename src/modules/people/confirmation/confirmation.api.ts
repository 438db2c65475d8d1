import { createRoute, z } from "@hono/zod-openapi"
import { cardAnswers, channelsByHand } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
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
import { personParam } from "../person/person.api.ts"
import { showPerson } from "../person/show-person.ts"
import { confirmPerson, settleAnswer } from "./confirm-person.ts"
import { confirmationOf } from "./confirmation.store.ts"
import { loadAnswers } from "./load-answers.ts"

const tags = ["people"]
const confirmation = z
  .object({
    confirmedOn: z.iso.date().nullable(),
    unconfirmedOn: z.iso.date().nullable().openapi({ description: "Since when a confirmation is wanted in vain" }),
    askedOn: z.iso.date().nullable().openapi({ description: "When the last letter asked for it" }),
    remindedOn: z.iso.date().nullable(),
    answer: z.enum(cardAnswers).nullable(),
    words: z.string().openapi({ description: "What has changed, in the person's words" }),
    settledAt: z.iso.datetime().nullable(),
  })
  .openapi("PersonConfirmation")
const waiting = z
  .object({
    number: z.int(),
    personId: z.uuid(),
    answer: z.enum(["changed", "over"]),
    words: z.string(),
    at: z.iso.datetime(),
  })
  .openapi("PersonAnswer")
const path = "/v1/people/{id}/confirmation"

async function kept({ var: { services, actor, view } }: Ctx, id: string): Promise<z.output<typeof confirmation>> {
  const shown = await showPerson(services.db, actor, id, view.today)
  if (!shown) throw notFound()
  if (shown.reader !== "staff") throw notAllowed()
  const known = (await confirmationOf(services.db, id))!
  return { ...known, settledAt: known.settledAt?.toISOString() ?? null }
}

/** When people confirmed their cards, and what they wrote, for programs. */
export function personConfirmationApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "readPersonConfirmation",
      summary: "When a person last said that the card is right, and the letter that asks for it",
      security: signedInOnly,
      request: { params: personParam },
      responses: { 200: json(confirmation, "As it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await kept(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      operationId: "confirmPerson",
      summary: "Write down that a person said the card is right",
      security: signedInOnly,
      request: {
        params: personParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ channel: z.enum(channelsByHand), on: z.iso.date() })),
      },
      responses: { 200: json(confirmation, "As it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, confirmPerson, { ...c.req.valid("json"), id, today: c.var.view.today })
      return c.json(await kept(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/settlement`,
      tags,
      operationId: "settlePersonAnswer",
      summary: "Say that what a person wrote by the letter's link is done",
      security: signedInOnly,
      request: { params: personParam, headers: idempotencyHeader },
      responses: { 200: json(confirmation, "As it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, settleAnswer, { id, today: c.var.view.today })
      return c.json(await kept(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/person-answers",
      tags,
      operationId: "listPersonAnswers",
      summary: "What people wrote by the link of the letter about their card, and waits for somebody",
      security: signedInOnly,
      request: { query: keysetQuery },
      responses: { 200: json(keysetPage(waiting).omit({ count: true }), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      if (!staffSomewhere(c.var.actor)) throw notAllowed()
      const { after = 0, limit } = c.req.valid("query")
      const { answers, next } = await loadAnswers(c, { after, limit })
      const items = answers.map(({ number, personId, answer, words, at }) => ({
        number,
        personId,
        answer,
        words,
        at: at.toISOString(),
      }))
      return c.json({ items, next }, 200)
    },
  )
}
