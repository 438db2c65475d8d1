import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { amendmentJson, openAmendment } from "../item/item.json.ts"
import { amendmentsOf } from "../item/item.store.ts"
import { addedItem } from "./add-items.ts"
import { adoptResolution } from "./adopt-resolution.ts"
import { amendResolution } from "./amend-resolution.ts"
import { readable } from "./resolution.api.ts"
import { wholeJson, wholeResolution } from "./resolution.json.ts"
import { visibilities } from "./resolution.ts"
import { showResolution } from "./show-resolution.ts"

const tags = ["resolutions"]
const day = z.iso.date({ error: "invalid.date" })

/** What is decided about a resolution: adoption, amendments, who may read it. */
export function decideApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/resolutions/{id}/adoption",
      tags,
      operationId: "adoptResolution",
      summary: "Adopt a checked draft: from then on its words change only by amendments",
      description: "What stops it is in the draft's `obstacles`.",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            version: z.int().openapi({ description: "The version of the draft that was looked at" }),
            adoptedOn: day,
            visibility: z.enum(visibilities),
            territoryId: z.int().nullish(),
            addUnknown: z
              .boolean()
              .default(true)
              .openapi({ description: "Add addressees that the registry does not know" }),
          }),
        ),
      },
      responses: { 201: json(wholeResolution, "The adopted resolution"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, adoptResolution, { ...c.req.valid("json"), id })
      return c.json(await wholeJson(c, await readable(c, id)), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/resolutions/{id}/amendments",
      tags,
      operationId: "amendResolution",
      summary: "Change an adopted resolution by a dated amendment; the adopted words stay beside the new ones",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            amendedOn: day,
            reason: z.string(),
            changes: z
              .array(
                z.object({
                  itemId: z.int(),
                  field: z.enum(["text", "deadline", "term", "removed"]),
                  after: z.string().default("").openapi({ description: "Nothing is needed for `removed`" }),
                }),
              )
              .default([]),
            added: z
              .array(
                addedItem.extend({
                  after: z
                    .int()
                    .nullable()
                    .openapi({ description: "The item before it, or its block; null: at the end" }),
                }),
              )
              .default([])
              .openapi({ description: "New items; at least one of `changes` and `added` is needed" }),
          }),
        ),
      },
      responses: { 201: json(openAmendment, "The amendment"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const amendment = await act(c, amendResolution, { ...c.req.valid("json"), id })
      const all = await amendmentsOf(c.var.services.db, id)
      return c.json(amendmentJson(all.find((one) => one.id === amendment.id)!), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/resolutions/{id}/visibility",
      tags,
      operationId: "showResolution",
      summary: "Choose who may read an adopted resolution: the centre, its participants or everybody",
      security: signedInOnly,
      request: { params: idParam, ...jsonBody(z.object({ visibility: z.enum(visibilities) })) },
      responses: { 200: json(wholeResolution, "The resolution as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, showResolution, { ...c.req.valid("json"), id })
      return c.json(await wholeJson(c, await readable(c, id)), 200)
    },
  )
}
