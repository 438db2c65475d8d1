import { createRoute, z } from "@hono/zod-openapi"
import { territoryScopes } from "#modules/registry/public.ts"
import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { changeAudience } from "../comment/change-audience.ts"
import { loadAudience } from "../comment/comment.store.ts"
import { audiences } from "../comment/tables.ts"
import { changeLetterhead } from "../letter/change-letterhead.ts"
import { type Letterhead, letterheadFields, loadLetterhead } from "../letter/letterhead.store.ts"
import { siteOf } from "../site.ts"
import { changeRule } from "./change-rule.ts"
import { loadRule } from "./rule.store.ts"

const rule = z
  .object({
    silentDays: z.int().openapi({ description: "Days without an answer before somebody is reminded" }),
    soonDays: z.int().openapi({ description: "Days before a term when it counts as near" }),
    repeatDays: z.int().openapi({ description: "Days between reminders" }),
    escalateDays: z.int().openapi({ description: "Days without an answer before the head is written to" }),
    linkDays: z.int().openapi({ description: "Days for which a link opens" }),
    automatic: z.boolean(),
    sendHour: z.int().openapi({ description: "From 6 to 17, in the installation's zone" }),
    comparisons: z.boolean().openapi({ description: "Whether bodies are compared in public figures" }),
  })
  .openapi("WatchingRule")
const decision = {
  decidedOn: z.iso
    .date({ error: "invalid.date" })
    .nullish()
    .openapi({ description: "When the council decided about comparisons; needed where they change" }),
  basis: z.string().optional(),
}
const line = z.string().default("")
const letterhead = z
  .object({
    organisation: line,
    address: line,
    post: line,
    signatory: line,
    executor: line,
    phone: line,
    numberPattern: z
      .string()
      .openapi({ description: "How outgoing numbers are written: {n}, {nnn}, {yy}, {yyyy}, {mm}" }),
  })
  .openapi("Letterhead")
const headJson = (head: Letterhead): z.output<typeof letterhead> => ({
  ...(Object.fromEntries(letterheadFields.map((name) => [name, head[name]])) as Record<
    (typeof letterheadFields)[number],
    string
  >),
  numberPattern: head.numberPattern,
})
const comments = z.object({ who: z.enum(audiences) }).openapi("CommentRule")

const common = { tags: ["settings"], security: signedInOnly }

/** Settings of the module for programs: what the pages under /settings change. Only for the staff of everything. */
export function settingsApi(api: Api) {
  const setting = <S extends z.ZodObject>(
    name: string,
    of: { id: string; summary: string; schema: S; body: z.ZodObject },
    read: (c: Ctx) => Promise<z.output<S>>,
    change: (c: Ctx, body: object) => Promise<unknown>,
  ) => {
    const path = `/v1/settings/${name}`
    const responses = { 200: json(of.schema, of.summary), ...problems(403, 422) }
    const shown = async (c: Ctx) => {
      if (!staff(c.var.actor)) throw notAllowed()
      return read(c)
    }
    api.openapi(
      createRoute({ ...common, method: "get", path, operationId: `read${of.id}`, summary: of.summary, responses }),
      async (c) => c.json((await shown(c)) as never, 200),
    )
    api.openapi(
      createRoute({
        ...common,
        method: "put",
        path,
        operationId: `change${of.id}`,
        summary: `Change: ${of.summary.toLowerCase()}`,
        request: jsonBody(of.body),
        responses,
      }),
      async (c) => {
        await change(c, c.req.valid("json"))
        return c.json((await shown(c)) as never, 200)
      },
    )
  }
  setting(
    "watching",
    { id: "WatchingRule", summary: "When addressees are reminded", schema: rule, body: rule.extend(decision) },
    async ({ var: { services } }) => {
      const { numberPattern: _, ...stored } = await loadRule(services.db)
      return stored
    },
    (c, body) => act(c, changeRule, { ...body, site: siteOf(c.var.services) }),
  )
  setting(
    "letters",
    {
      id: "Letterhead",
      summary: "Who writes the letters, and how they are numbered",
      schema: letterhead,
      body: letterhead,
    },
    async ({ var: { services } }) => {
      return headJson(await loadLetterhead(services.db))
    },
    (c, body) => act(c, changeLetterhead, body),
  )
  setting(
    "comments",
    { id: "CommentRule", summary: "Who may write under items", schema: comments, body: comments },
    async ({ var: { services } }) => ({ who: await loadAudience(services.db) }),
    (c, body) => act(c, changeAudience, body),
  )
}

/** /v1/territories/{id}/letterhead: that of one territory. */
export function letterheadApi(api: Api) {
  const path = "/v1/territories/{id}/letterhead"
  const shown = letterhead.extend({
    own: z.boolean().openapi({ description: "Whether it is the territory's own, and not one from above" }),
  })
  const responses = { 200: json(shown, "The letterhead in force there"), ...problems(403, 404, 422) }
  const read = async (c: Ctx, id: number) => {
    const { db } = c.var.services
    const scopes = await territoryScopes(db, id)
    if (!scopes.length) throw notFound()
    if (!staff(c.var.actor, scopes)) throw notAllowed()
    const head = await loadLetterhead(db, id)
    return { ...headJson(head), own: head.territoryId === id }
  }
  const summary = "Who writes the letters about a territory, and how they are numbered"
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path,
      operationId: "readTerritoryLetterhead",
      summary,
      request: { params: idParam },
      responses,
    }),
    async (c) => c.json(await read(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "put",
      path,
      operationId: "changeTerritoryLetterhead",
      summary: `Change: ${summary.toLowerCase()}`,
      request: { params: idParam, ...jsonBody(letterhead) },
      responses,
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await read(c, id)
      await act(c, changeLetterhead, { ...c.req.valid("json"), territoryId: id })
      return c.json(await read(c, id), 200)
    },
  )
}
