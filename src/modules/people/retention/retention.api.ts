import { createRoute, z } from "@hono/zod-openapi"
import { staff } from "#platform/actor.ts"
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
import { notAllowed } from "#platform/refusal.ts"
import { personParam } from "../person/person.api.ts"
import { changeRetention } from "./change-retention.ts"
import { keepPerson } from "./keep-person.ts"
import { loadDue } from "./load-due.ts"
import { loadRetention } from "./retention.store.ts"
import { dueReasons } from "./retention.ts"

const months = z.int().openapi({ description: "0: the rule is off; otherwise 12–600" })
const retention = z
  .object({
    idleMonths: months,
    withdrawnDays: z.int().openapi({ description: "1–30 days after a consent was withdrawn" }),
    readingMonths: months,
  })
  .openapi("Retention")
const due = z
  .object({
    id: z.int(),
    personId: z.uuid(),
    reason: z.enum(dueReasons),
    since: z.iso.date().openapi({ description: "Day of the withdrawal, or of the last thing known" }),
    keptUntil: z.iso.date().nullable(),
    keptWhy: z.string(),
  })
  .openapi("DuePerson")

const tags = ["people"]
const path = "/v1/settings/retention"

function staffOnly(c: Ctx) {
  if (!staff(c.var.actor)) throw notAllowed()
}

/** How long is kept what, and whom it is time to erase, for programs. */
export function retentionApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags: ["settings"],
      operationId: "getRetention",
      summary: "How long people and the journal of readings are kept",
      security: signedInOnly,
      responses: { 200: json(retention, "The terms"), ...problems(403) },
    }),
    async (c) => {
      staffOnly(c)
      return c.json(await loadRetention(c.var.services.db), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path,
      tags: ["settings"],
      operationId: "changeRetention",
      summary: "Change how long people and the journal of readings are kept",
      security: signedInOnly,
      request: jsonBody(retention),
      responses: { 200: json(retention, "The terms"), ...problems(403, 422) },
    }),
    async (c) => {
      await act(c, changeRetention, c.req.valid("json"))
      return c.json(await loadRetention(c.var.services.db), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/due-people",
      tags,
      operationId: "listDuePeople",
      summary: "List whom it is time to erase, by the terms of keeping",
      security: signedInOnly,
      request: {
        query: keysetQuery.extend({
          kept: z.enum(["true", "false"]).default("false").openapi({ description: "Those whom somebody keeps" }),
        }),
      },
      responses: { 200: json(keysetPage(due).omit({ count: true }), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      staffOnly(c)
      const { kept, after, limit } = c.req.valid("query")
      const of = { kept: kept === "true", today: c.var.view.today, after, limit }
      const { rows, next } = await loadDue(c.var.services.db, of)
      return c.json({ items: rows, next }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/keeping",
      tags,
      operationId: "keepPerson",
      summary: "Leave a person of that list as it is until a day, for a reason",
      security: signedInOnly,
      request: {
        params: personParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ until: z.iso.date(), why: z.string().max(500) })),
      },
      responses: { 200: json(z.object({ id: z.uuid() }), "The person"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, keepPerson, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
}
