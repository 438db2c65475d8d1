import { createRoute, z } from "@hono/zod-openapi"
import { itemLines } from "#modules/deliberation/public.ts"
import { json, keysetQuery, problems } from "#platform/http/openapi.ts"
import type { Api } from "#platform/module.ts"
import { requestLine, requestLineJson } from "../request/request.json.ts"
import { stages } from "../request/request.ts"
import { countRequests, listRequests, placeAfter } from "./list-requests.store.ts"
import { alarms, waitingKinds } from "./request-filter.ts"
import { openFilter, readerOf } from "./request-list.page.tsx"

const number = z.coerce.number().int().positive().max(999_999_999).optional().openapi({ type: "integer" })

const query = z.object({
  alarm: z.enum(alarms).optional().openapi({
    description: "Past its term, near it, without an answer for long, or taken without a term; the longest wait first",
  }),
  waiting: z.enum(waitingKinds).optional().openapi({
    description: "What waits for a word of the centre; passed over for others than the staff and controllers",
  }),
  stage: z.enum(stages).optional(),
  territory: number.openapi({ description: "With all below it" }),
  body: number.openapi({ description: "The organisation or body that was asked" }),
  resolution: number,
  theme: number,
  year: z.coerce.number().int().min(1900).max(2099).optional().openapi({ type: "integer" }),
  after: z
    .string()
    .regex(/^(\d{4}-\d\d-\d\d)?~\d{1,9}$/)
    .optional()
    .openapi({ description: "`next` of the answer before" }),
  limit: keysetQuery.shape.limit,
})

/** The list of requests with the filters of its page. */
export function requestListApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/requests",
      tags: ["requests"],
      operationId: "listRequests",
      summary: "List requests, newest first: who was asked what, and where it stands",
      description: "Those of resolutions that the caller may read. `count` stops at 1000, then `more` is true.",
      request: { query },
      responses: {
        200: json(
          z.object({
            items: z.array(requestLine),
            next: z.string().nullable(),
            count: z.int(),
            more: z.boolean(),
          }),
          "A part of the list",
        ),
        ...problems(422),
      },
    }),
    async (c) => {
      const { db, baseUrl } = c.var.services
      const { limit } = c.req.valid("query")
      const q = openFilter(c)
      const reader = await readerOf(c, q)
      const found = await listRequests(db, q, reader, limit + 1)
      const shown = found.slice(0, limit)
      const lines = await itemLines(
        db,
        shown.map((request) => request.itemId),
      )
      const last = shown.at(-1)
      return c.json(
        {
          items: shown.flatMap((request) => {
            const line = lines.get(request.itemId)
            return line ? [requestLineJson(baseUrl, request, line)] : []
          }),
          next: found.length > limit && last ? placeAfter(q, last) : null,
          ...(await countRequests(db, q, reader)),
        },
        200,
      )
    },
  )
}
