import { createRoute, z } from "@hono/zod-openapi"
import { json, problems } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { audiencesOf } from "./audience.ts"
import { mostRanked } from "./find.store.ts"
import { search } from "./search.ts"

const segments = z.array(z.object({ text: z.string(), marked: z.boolean() }))
const hit = z
  .object({
    kind: z.string(),
    id: z.string(),
    title: segments.openapi({ description: "What was looked for is marked" }),
    excerpt: segments,
    date: z.iso.date(),
    url: z.url(),
  })
  .openapi("Hit")
const number = (max: number) => z.coerce.number().int().max(max)

export function searchApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/search",
      tags: ["search"],
      operationId: "search",
      summary: "Find what the caller may read, by words in any of their forms, the best first",
      description: `Only the best ${mostRanked} can be read; \`more\` says that there are others.`,
      request: {
        query: z.object({
          q: z.string().trim().min(1).max(200),
          kind: z.string().max(50).optional().openapi({ description: "One kind only, as `kind` of a hit" }),
          after: number(mostRanked).min(0).default(0).openapi({ type: "integer" }),
          limit: number(100).min(1).default(20).openapi({ type: "integer" }),
        }),
      },
      responses: {
        200: json(
          z.object({
            items: z.array(hit),
            next: z.int().nullable(),
            count: z.int(),
            more: z.boolean(),
            corrected: z
              .string()
              .nullable()
              .openapi({ description: "What was looked for instead, with one typing error forgiven" }),
          }),
          "A part of what was found",
        ),
        ...problems(422),
      },
    }),
    async (c) => {
      const { db, baseUrl } = c.var.services
      const { q, kind, after, limit } = c.req.valid("query")
      const asked = { query: q, audiences: audiencesOf(c.var.actor), kind, after, limit }
      const { hits, total, more, corrected = null } = await search(db, asked)
      const end = after + hits.length
      return c.json(
        {
          items: hits.map(({ kind: found, id, title, excerpt, at, url }) => ({
            kind: found,
            id,
            title,
            excerpt,
            date: at.toISOString().slice(0, 10),
            url: baseUrl + url,
          })),
          next: hits.length && end < total ? end : null,
          count: total,
          more,
          corrected,
        },
        200,
      )
    },
  )
}
