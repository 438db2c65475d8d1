import { createRoute, z } from "@hono/zod-openapi"
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
import { canKeepTexts } from "../consent/keep-texts.ts"
import { incidentByNumber, listIncidents } from "./incident.store.ts"
import { clocksOf, entryKinds, facts, type Incident, isClosed, notices, terms } from "./incident.ts"
import { addEntry, closeIncident, openIncident } from "./write-incident.ts"

const tags = ["people"]
const instant = z.iso.datetime()
const incident = z
  .object({
    number: z.int(),
    foundAt: instant,
    closed: z.boolean(),
    terms: z.array(
      z.object({
        term: z.enum(terms),
        due: instant,
        state: z.enum(["running", "late", "done", "done_late"]),
        toldAt: instant.nullable(),
      }),
    ),
    entries: z.array(z.object({ kind: z.enum(entryKinds), body: z.string(), toldAt: instant.nullable(), at: instant })),
  })
  .openapi("Incident", { description: "152-FZ, art. 21, part 3.1: entries are added and never changed" })
const text = z.string().max(8000)
const path = "/v1/incidents"
const param = z.object({
  number: z.coerce.number().int().positive().openapi({ type: "integer" }),
})

const out = (one: Incident, now: Date): z.output<typeof incident> => ({
  number: one.number,
  foundAt: one.foundAt.toISOString(),
  closed: isClosed(one),
  terms: clocksOf(one, now).map(({ due, toldAt, ...rest }) => ({
    ...rest,
    due: due.toISOString(),
    toldAt: toldAt?.toISOString() ?? null,
  })),
  entries: one.entries.map(({ kind, body, toldAt, at }) => ({
    kind,
    body,
    toldAt: toldAt?.toISOString() ?? null,
    at: at.toISOString(),
  })),
})

async function present(c: Ctx, number: number) {
  if (!canKeepTexts(c.var.actor)) throw notAllowed()
  const found = await incidentByNumber(c.var.services.db, number)
  if (!found) throw notFound()
  return out(found, c.var.services.clock.now())
}

/** The journal of incidents with personal data, for programs. */
export function incidentApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "listIncidents",
      summary: "List incidents with personal data, the latest first",
      security: signedInOnly,
      request: { query: keysetQuery },
      responses: { 200: json(keysetPage(incident).omit({ count: true }), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      if (!canKeepTexts(c.var.actor)) throw notAllowed()
      const { db, clock } = c.var.services
      const { after, limit } = c.req.valid("query")
      const found = await listIncidents(db, limit + 1, after)
      const items = found.slice(0, limit).map((one) => out(one, clock.now()))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.number : null }, 200)
    },
  )
  const known = Object.fromEntries(facts.map((name) => [name, text.optional()])) as Record<
    (typeof facts)[number],
    z.ZodOptional<z.ZodString>
  >
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      operationId: "openIncident",
      summary: "Write an incident down: the terms of the law run from its finding",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(z.object({ ...known, foundAt: instant, what: text })) },
      responses: { 201: json(incident, "The incident"), ...problems(403, 422) },
    }),
    async (c) => {
      const { number } = await act(c, openIncident, c.req.valid("json"))
      return c.json(await present(c, number), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: `${path}/{number}`,
      tags,
      operationId: "readIncident",
      summary: "Read an incident with all that was written to it",
      security: signedInOnly,
      request: { params: param },
      responses: { 200: json(incident, "The incident"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await present(c, c.req.valid("param").number), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/{number}/entries`,
      tags,
      operationId: "addIncidentEntry",
      summary: "Write more to an incident, or that somebody was told of it",
      description: `With ${notices.join(", ")} \`toldAt\` says when; \`body\` may hold the number of the notification.`,
      security: signedInOnly,
      request: {
        params: param,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            kind: z.enum([...facts, ...notices]),
            body: text.default(""),
            toldAt: instant.nullable().default(null),
          }),
        ),
      },
      responses: { 200: json(incident, "The incident"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { number } = await act(c, addEntry, { ...c.req.valid("json"), ...c.req.valid("param") })
      return c.json(await present(c, number), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/{number}/closing`,
      tags,
      operationId: "closeIncident",
      summary: "Close an incident with conclusions",
      security: signedInOnly,
      request: {
        params: param,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            body: text,
            unsent: z.boolean().default(false).openapi({ description: "Roskomnadzor need not be told" }),
          }),
        ),
      },
      responses: { 200: json(incident, "The incident"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { number } = await act(c, closeIncident, { ...c.req.valid("json"), ...c.req.valid("param") })
      return c.json(await present(c, number), 200)
    },
  )
}
