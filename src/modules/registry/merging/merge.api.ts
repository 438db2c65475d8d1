import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { home, natures } from "../party/party.ts"
import { followMerged } from "./follow-merged.ts"
import { mergeFields } from "./merge.ts"
import { mergeParties } from "./merge-parties.ts"
import { unmergeParties } from "./unmerge-parties.ts"

const version = z.int().optional().openapi({ description: "The version that was read; an older one is refused" })
const toMerge = z.object({
  other: z.int().positive().openapi({ description: "The card that goes into this one" }),
  take: z
    .array(z.enum(mergeFields))
    .optional()
    .openapi({ description: "Fields whose value of the other card holds; those that only it has when absent" }),
  same: z.boolean().default(false).openapi({ description: "They are one although their ИНН or ОГРН differ" }),
  version,
  otherVersion: version,
})
const merged = z.object({ id: z.int(), number: z.int().openapi({ description: "Of the merge" }) }).openapi("PartyMerge")
const parted = z
  .object({
    id: z.int(),
    other: z.int(),
    fields: z.array(z.enum(mergeFields)).openapi({ description: "Changed since, so that they stay with this card" }),
    rows: z
      .record(z.string(), z.int())
      .openapi({ description: "How many rows, by table and column, are gone or elsewhere by now" }),
  })
  .openapi("PartyUnmerge")

/** POST /v1/organisations/{id}/merge and /unmerge, and the same of bodies. */
export function mergeApi(api: Api) {
  followMerged(api, "/v1")
  for (const nature of natures) {
    const path = `/v1${home[nature]}/{id}`
    const noun = { organisation: "Organisations", body: "Bodies" }[nature]
    api.openapi(
      createRoute({
        method: "post",
        path: `${path}/merge`,
        tags: ["registry"],
        operationId: `merge${noun}`,
        summary: "Merge another card into this one",
        description:
          "All that belongs to the other card moves here. Its address then answers a GET with 302 to this one, and anything else with 409.",
        security: signedInOnly,
        request: { params: idParam, headers: idempotencyHeader, ...jsonBody(toMerge) },
        responses: { 200: json(merged, "They are one"), ...problems(403, 404, 409, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid("param")
        if ((await partyById(c.var.services.db, id))?.nature !== nature) throw notFound()
        return c.json(await act(c, mergeParties, { ...c.req.valid("json"), id }), 200)
      },
    )
    api.openapi(
      createRoute({
        method: "post",
        path: `${path}/unmerge`,
        tags: ["registry"],
        operationId: `unmerge${noun}`,
        summary: "Take a merge back",
        description: "Rows and values return to the card that they came from; what was changed since stays here.",
        security: signedInOnly,
        request: {
          params: idParam,
          headers: idempotencyHeader,
          ...jsonBody(z.object({ other: z.int().positive() })),
        },
        responses: { 200: json(parted, "They are two again"), ...problems(403, 404, 409, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid("param")
        if ((await partyById(c.var.services.db, id))?.nature !== nature) throw notFound()
        return c.json(await act(c, unmergeParties, { ...c.req.valid("json"), id }), 200)
      },
    )
  }
}
