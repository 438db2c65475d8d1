import { createRoute, z } from "@hono/zod-openapi"
import { staffSomewhere } from "#platform/actor.ts"
import { idempotencyHeader, json, jsonBody, keysetQuery, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { siteOf } from "../site.ts"
import { printReminders } from "./print-reminders.ts"
import { listReminders } from "./register.store.ts"
import { keptTerritories } from "./scope.ts"
import { mostLetters, sendReminders } from "./send-reminders.ts"
import { alarms } from "./watch.ts"

const tags = ["reminders"]
const reminder = z
  .object({
    id: z.int(),
    kind: z.enum(["reminder", "escalation"]),
    onDay: z.iso.date(),
    channel: z.enum(["email", "paper"]),
    byHand: z.boolean(),
    addressee: z.string(),
    resolutionId: z.int(),
    requests: z.int().openapi({ description: "How many requests it is about" }),
    letterId: z.int().nullable().openapi({ description: "Of a letter on paper, once it is printed" }),
  })
  .openapi("Reminder")

export function reminderApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/reminders",
      tags,
      operationId: "listReminders",
      summary: "The register of reminders, newest first: for the staff, of their territories",
      security: signedInOnly,
      request: { query: keysetQuery },
      responses: {
        200: json(z.object({ items: z.array(reminder), next: z.int().nullable() }), "A part of the register"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { services, actor } = c.var
      if (!staffSomewhere(actor)) throw notAllowed()
      const { after, limit } = c.req.valid("query")
      const territories = await keptTerritories(services.db, actor)
      const { list, more } = await listReminders(services.db, { territories, after, limit })
      const items = list.map(({ id, kind, onDay, channel, byHand, addressee, resolutionId, requests, letterId }) => ({
        ...{ id, kind, onDay, channel, byHand, addressee, resolutionId, requests, letterId },
      }))
      return c.json({ items, next: more ?? null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/reminders",
      tags,
      operationId: "sendReminders",
      summary: "Remind recipients of requests that ring an alarm, each at most once a day",
      security: signedInOnly,
      request: {
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            alarm: z.enum(alarms),
            letters: z
              .array(z.object({ recipient: z.int(), requests: z.array(z.int()).min(1) }))
              .min(1)
              .max(mostLetters),
          }),
        ),
      },
      responses: {
        201: json(
          z.object({
            mailed: z.int(),
            paper: z.int(),
            twice: z.array(z.string()).openapi({ description: "Who was reminded today already" }),
            moot: z.int().openapi({ description: "Letters that nothing is left to say in" }),
          }),
          "What became of the letters",
        ),
        ...problems(403, 409, 422),
      },
    }),
    async (c) => {
      const input = { ...c.req.valid("json"), site: siteOf(c.var.services) }
      const { mailed, paper, twice, moot } = await act(c, sendReminders, input)
      return c.json({ mailed, paper, twice, moot }, 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/reminders/printing",
      tags,
      operationId: "printReminders",
      summary: "Number the reminders that wait for paper, and take them off the list",
      security: signedInOnly,
      request: { headers: idempotencyHeader },
      responses: {
        201: json(
          z.object({
            letters: z.int().openapi({ description: "How many were numbered" }),
            first: z.int().nullable().openapi({ description: "The first of them in the register" }),
            moot: z.int().openapi({ description: "Not needed any more" }),
          }),
          "What there is to print",
        ),
        ...problems(403, 409, 422),
      },
    }),
    async (c) => c.json(await act(c, printReminders, { site: siteOf(c.var.services) }), 201),
  )
}
