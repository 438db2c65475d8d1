import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { sourceLines } from "../draft/draft.store.ts"
import { openLines } from "../resolution/open-passages.ts"
import { canSee, visibleTo } from "../resolution/resolution.policy.ts"
import { currentText } from "./amended.ts"
import { directItem } from "./direct-item.ts"
import { itemJson, openAmendment, openItem } from "./item.json.ts"
import { amendmentsOf, itemsAskedOf, textsInForce } from "./item.store.ts"
import { standingsOf } from "./standing.ts"
import { type Continuity, loadWholeItem } from "./whole-item.store.ts"

const tags = ["items"]
const integer = z.coerce.number().int().positive()
const ofResolution = z.object({ id: z.int(), title: z.string(), adoptedOn: z.iso.date(), url: z.url() })
const direction = z.object({ directedOn: z.iso.date(), reason: z.string(), names: z.array(z.string()) })
const continuity = z.object({ id: z.int(), path: z.string(), resolution: ofResolution })
const askedItem = openItem.extend({ resolution: ofResolution }).openapi("AskedItem")
const wholeItem = askedItem
  .extend({
    source: z
      .object({
        fromLine: z.int(),
        toLine: z.int(),
        lines: z.array(z.object({ n: z.int(), text: z.string().openapi({ description: "With its printed number" }) })),
      })
      .nullable()
      .openapi({ description: "The lines of the document that it was read from" }),
    changes: z.array(
      openAmendment.pick({ number: true, amendedOn: true, reason: true }).extend({
        field: openAmendment.shape.changes.element.shape.field,
        before: z.string(),
        after: z.string(),
      }),
    ),
    directions: z.array(direction),
    continues: z.array(continuity).openapi({ description: "The item of an earlier resolution that it goes on with" }),
    continuedIn: z.array(continuity).openapi({ description: "Items of later resolutions that go on with it" }),
  })
  .openapi("ItemCard")

/** One item with all that happened to it; not there for those who may not read its resolution. */
async function whole(c: Ctx, id: number): Promise<z.output<typeof wholeItem>> {
  const { services, actor } = c.var
  const { db, baseUrl } = services
  const item = await loadWholeItem(db, id)
  if (!item?.resolution.adoptedOn || !canSee(actor, item.resolution)) throw notFound()
  const { resolution } = item
  const address = (resolutionId: number) => `${baseUrl}/resolutions/${resolutionId}`
  const seen = (all: Continuity[]) =>
    all
      .filter((one) => canSee(actor, one))
      .map(({ id, path, resolutionId, title, adoptedOn }) => ({
        id,
        path,
        resolution: { id: resolutionId, title, adoptedOn, url: address(resolutionId) },
      }))
  const amendments = await amendmentsOf(db, resolution.id)
  const { fromLine } = item
  const toLine = item.toLine ?? fromLine
  const lines = fromLine === null ? [] : await sourceLines(db, resolution.id, fromLine, toLine ?? fromLine)
  return {
    ...itemJson(c, item, currentText(item, amendments), (await standingsOf(services, [item])).get(id)),
    resolution: {
      id: resolution.id,
      title: resolution.title,
      adoptedOn: item.resolution.adoptedOn,
      url: address(resolution.id),
    },
    source:
      fromLine === null || toLine === null
        ? null
        : {
            fromLine,
            toLine,
            lines: openLines(lines, item).map(({ n, marker, text }) => ({
              n,
              text: [marker, text].filter(Boolean).join(" "),
            })),
          },
    changes: amendments.flatMap(({ number, amendedOn, reason, changes }) =>
      changes
        .filter((x) => x.itemId === id)
        .map(({ field, before, after }) => ({ number, amendedOn, reason, field, before, after })),
    ),
    directions: item.directions,
    continues: seen(item.continues),
    continuedIn: seen(item.continuedIn),
  }
}

export function itemApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/items",
      tags,
      operationId: "listItemsAsked",
      summary: "Items that a body or an organisation was asked, or about a theme, newest first",
      description: "At least one of `body` and `theme`.",
      request: {
        query: keysetQuery
          .extend({
            body: integer.optional().openapi({ type: "integer", description: "Its id in the registry" }),
            theme: integer.optional().openapi({ type: "integer", description: "An id of `/v1/themes`" }),
          })
          .refine(({ body, theme }) => body !== undefined || theme !== undefined, {
            path: ["body"],
            message: "invalid.required",
          }),
      },
      responses: {
        200: json(z.object({ items: z.array(askedItem), next: z.int().nullable() }), "A part of the list"),
        ...problems(422),
      },
    }),
    async (c) => {
      const { services } = c.var
      const { db, baseUrl } = services
      const { body, theme, after, limit } = c.req.valid("query")
      const visibilities = visibleTo(c.var.actor)
      const found = await itemsAskedOf(db, { partyId: body, themeId: theme, visibilities, after, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const texts = await textsInForce(
        db,
        shown.map((item) => item.id),
      )
      const standings = await standingsOf(services, shown)
      const items = shown.map((item) => ({
        ...itemJson(c, item, texts.get(item.id) ?? item.text, standings.get(item.id)),
        resolution: {
          id: item.resolutionId,
          title: item.resolutionTitle,
          adoptedOn: item.adoptedOn,
          url: `${baseUrl}/resolutions/${item.resolutionId}`,
        },
      }))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/items/{id}",
      tags,
      operationId: "readItem",
      summary: "Read one item: its words, state, source, changes and directions",
      request: { params: idParam },
      responses: { 200: json(wholeItem, "The item"), ...problems(404, 422) },
    }),
    async (c) => c.json(await whole(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/items/{id}/directions",
      tags,
      operationId: "directItem",
      summary: "Give an adopted item addressees by a dated act; its text stays",
      description: "A name that the registry does not know becomes a new card.",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            directedOn: z.iso.date({ error: "invalid.date" }),
            reason: z.string().optional(),
            names: z.array(z.string()).openapi({ description: "Of bodies and organisations; at least one new one" }),
          }),
        ),
      },
      responses: { 201: json(wholeItem, "The item as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, directItem, { ...c.req.valid("json"), id })
      return c.json(await whole(c, id), 201)
    },
  )
}
