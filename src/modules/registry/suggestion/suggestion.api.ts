import { createRoute, z } from "@hono/zod-openapi"
import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
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
import { home, type Nature, natures } from "../party/party.ts"
import { openedCard } from "../profile/opened-card.ts"
import { writeLinks } from "../profile/profile.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { decideSuggestion, withdrawSuggestion } from "./decide-suggestion.ts"
import { reportMistake } from "./report-mistake.ts"
import { suggestChanges, suggestionInput } from "./suggest-changes.ts"
import { openedSuggestion } from "./suggestion.pages.tsx"
import { reachOf } from "./suggestion.policy.ts"
import { countSuggestions, type Suggestion, waitingSuggestions } from "./suggestion.store.ts"
import { states, suggestedFields } from "./suggestion.ts"

const tags = ["registry"]
const suggestion = z
  .object({
    id: z.int(),
    party: z.object({ id: z.int(), nature: z.enum(natures), name: z.string() }),
    state: z.enum(states),
    changes: z.array(z.object({ field: z.enum(suggestedFields), before: z.string(), after: z.string() })),
    words: z.string(),
    remark: z.string(),
    accepted: z.array(z.string()).openapi({ description: "Fields that a coordinator accepted" }),
    at: z.iso.datetime(),
    url: z.url(),
  })
  .openapi("Suggestion")
const sent = z.object({ id: z.int().nullable().openapi({ description: "Null when nothing waits" }) })

const out = (c: Ctx, one: Suggestion): z.output<typeof suggestion> => ({
  id: one.id,
  party: { id: one.partyId, nature: one.nature, name: one.party },
  state: one.state,
  changes: one.changes,
  words: one.words,
  remark: one.remark,
  accepted: one.accepted,
  at: one.at.toISOString(),
  url: `${c.var.services.baseUrl}/suggestions/${one.id}`,
})

function listApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/suggestions",
      tags,
      operationId: "listSuggestions",
      summary: "What waits for a coordinator, the oldest first",
      security: signedInOnly,
      request: { query: keysetQuery },
      responses: { 200: json(keysetPage(suggestion), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const reach = reachOf(c.var.actor, await allTerritories(db))
      if (!reach) throw notAllowed()
      const { after = 0, limit } = c.req.valid("query")
      const [found, count] = await Promise.all([
        waitingSuggestions(db, reach, { after, limit: limit + 1 }),
        countSuggestions(db, reach),
      ])
      const items = found.slice(0, limit).map((one) => out(c, one))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null, count }, 200)
    },
  )
}

function oneApi(api: Api) {
  const path = "/v1/suggestions/{id}" as const
  const answer = { 200: json(suggestion, "The suggestion") }
  const { accept, remark } = decideSuggestion.input.shape
  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: "readSuggestion",
      summary: "Read a suggestion: for whoever sent it and whoever keeps the card",
      security: signedInOnly,
      request: { params: idParam },
      responses: { ...answer, ...problems(403, 404, 422) },
    }),
    async (c) => c.json(out(c, (await openedSuggestion(c)).suggestion), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/decision`,
      tags,
      operationId: "decideSuggestion",
      summary: "Accept a suggestion, wholly or some of its fields, or return it with a remark",
      description: "`accept` names the fields; none returns it. A report of a mistake is accepted by `done`.",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ accept, remark, done: z.boolean().default(false) })),
      },
      responses: { ...answer, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      await act(c, decideSuggestion, { ...c.req.valid("json"), ...c.req.valid("param") })
      return c.json(out(c, (await openedSuggestion(c)).suggestion), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/withdrawal`,
      tags,
      operationId: "withdrawSuggestion",
      summary: "Take back a suggestion that waits",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader },
      responses: { ...answer, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      await act(c, withdrawSuggestion, c.req.valid("param"))
      return c.json(out(c, (await openedSuggestion(c)).suggestion), 200)
    },
  )
}

function natureApi(api: Api, nature: Nature) {
  const path = `/v1${home[nature]}/{id}` as const
  const noun = { organisation: "Organisation", body: "Body" }[nature]
  const { links: _, logo: __, ...texts } = suggestionInput
  const link = z.object({ label: z.string().max(200).default(""), address: z.string().max(300) })
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/suggestions`,
      tags,
      operationId: `suggest${noun}`,
      summary: "Suggest how the card should read: for its representative",
      description: "Replaces what the same user has waiting for this card.",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ ...texts, links: z.array(link).optional() })),
      },
      responses: { 200: json(sent, "The suggestion"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await openedCard(c, nature)
      const { links, ...said } = c.req.valid("json")
      const done = await act(c, suggestChanges, { ...said, ...(links && { links: writeLinks(links) }), id })
      return c.json({ id: done.id }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/mistakes`,
      tags,
      operationId: `report${noun}Mistake`,
      summary: "Tell of a mistake on the card",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ words: z.string().max(2000) })) },
      responses: { 201: json(sent, "The report"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      if (!signedIn(c.var.actor)) throw notAllowed()
      const { id } = c.req.valid("param")
      await openedCard(c, nature)
      const made = await act(c, reportMistake, { ...c.req.valid("json"), id })
      return c.json({ id: made.id }, 201)
    },
  )
}

export function suggestionApi(api: Api) {
  listApi(api)
  oneApi(api)
  for (const nature of natures) natureApi(api, nature)
}
