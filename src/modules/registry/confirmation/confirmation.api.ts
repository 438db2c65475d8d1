import { createRoute, z } from "@hono/zod-openapi"
import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { openedCard } from "../profile/opened-card.ts"
import { changeConfirmationRule } from "./change-rule.ts"
import { confirmCard } from "./confirm-card.ts"
import { confirmationOf, loadRule } from "./confirmation.store.ts"
import { answers, channelsByHand } from "./confirmation.ts"

const confirmation = z
  .object({
    confirmedOn: z.iso.date().nullable().openapi({ description: "When somebody last said that the card is right" }),
    unconfirmedOn: z.iso.date().nullable().openapi({ description: "Since when that is wanted in vain" }),
    askedOn: z.iso.date().nullable().openapi({ description: "When the last letter asked for it" }),
    remindedOn: z.iso.date().nullable(),
    answer: z.enum(answers).nullable().openapi({ description: "What came back to that letter" }),
  })
  .openapi("Confirmation")
const months = z.int().openapi({ description: "0: nobody is asked; otherwise 6–60" })
const rule = z.object({ organisationMonths: months, personMonths: months }).openapi("ConfirmationRule")
const path = "/v1/organisations/{id}/confirmation"
const rulePath = "/v1/settings/confirmation"

async function keptCard(c: Ctx, id: number) {
  const { canEdit } = await openedCard(c, "organisation")
  if (!canEdit) throw notAllowed()
  return confirmationOf(c.var.services.db, id)
}

/** When a card was confirmed, and how often that is asked for. */
export function confirmationApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags: ["registry"],
      operationId: "readConfirmation",
      summary: "When an organisation last said that its card is right, and the letter that asks for it",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(confirmation, "As it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await keptCard(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags: ["registry"],
      operationId: "confirmOrganisation",
      summary: "Write down that an organisation said its card is right",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ channel: z.enum(channelsByHand), on: z.iso.date() })),
      },
      responses: { 200: json(confirmation, "As it is now"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, confirmCard, { ...c.req.valid("json"), id, today: c.var.view.today })
      return c.json(await keptCard(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: rulePath,
      tags: ["settings"],
      operationId: "getConfirmationRule",
      summary: "After how many months cards are to be confirmed anew",
      security: signedInOnly,
      responses: { 200: json(rule, "The terms"), ...problems(403) },
    }),
    async (c) => {
      if (!staff(c.var.actor)) throw notAllowed()
      return c.json(await loadRule(c.var.services.db), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: rulePath,
      tags: ["settings"],
      operationId: "changeConfirmationRule",
      summary: "Change after how many months cards are to be confirmed anew",
      security: signedInOnly,
      request: jsonBody(rule),
      responses: { 200: json(rule, "The terms"), ...problems(403, 422) },
    }),
    async (c) => {
      await act(c, changeConfirmationRule, c.req.valid("json"))
      return c.json(await loadRule(c.var.services.db), 200)
    },
  )
}
