import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { personParam } from "../person/person.api.ts"
import { followMerged } from "./follow-merged.ts"
import { mergeFields } from "./merge.ts"
import { mergePeople } from "./merge-people.ts"
import { unmergePeople } from "./unmerge-people.ts"

const version = z.int().optional().openapi({ description: "The version that was read; an older one is refused" })
const toMerge = z.object({
  other: z.uuid().openapi({ description: "The card that goes into this one" }),
  take: z
    .array(z.enum(mergeFields))
    .optional()
    .openapi({ description: "Fields whose value of the other card holds; those that only it has when absent" }),
  same: z.boolean().default(false).openapi({ description: "They are one although their days of birth differ" }),
  version,
  otherVersion: version,
})
const merged = z
  .object({ id: z.uuid(), number: z.int().openapi({ description: "Of the merge" }) })
  .openapi("PersonMerge")
const parted = z
  .object({
    id: z.uuid(),
    other: z.uuid(),
    fields: z.array(z.enum(mergeFields)).openapi({ description: "Changed since, so that they stay with this card" }),
    rows: z
      .record(z.string(), z.int())
      .openapi({ description: "How many rows, by table and column, are gone or elsewhere by now" }),
  })
  .openapi("PersonUnmerge")

/** POST /v1/people/{id}/merge and /unmerge. */
export function mergeApi(api: Api) {
  followMerged(api, "/v1")
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/merge",
      tags: ["people"],
      operationId: "mergePeople",
      summary: "Merge another card of the same person into this one",
      description:
        "All that belongs to the other card moves here; nothing becomes public by it. Its address then answers a GET with 302 to this one, and anything else with 409, for whoever may read this one.",
      security: signedInOnly,
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(toMerge) },
      responses: { 200: json(merged, "They are one"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => c.json(await act(c, mergePeople, { ...c.req.valid("json"), id: c.req.valid("param").id }), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/unmerge",
      tags: ["people"],
      operationId: "unmergePeople",
      summary: "Take a merge of two people back",
      description: "Rows and values return to the card that they came from; what was changed since stays here.",
      security: signedInOnly,
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(z.object({ other: z.uuid() })) },
      responses: { 200: json(parted, "They are two again"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => c.json(await act(c, unmergePeople, { ...c.req.valid("json"), id: c.req.valid("param").id }), 200),
  )
}
