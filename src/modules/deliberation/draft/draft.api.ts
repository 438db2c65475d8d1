import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canDraft } from "../resolution/resolution.policy.ts"
import { listDrafts } from "../resolution/resolution.store.ts"
import { draftJson, wholeDraft } from "./draft.json.ts"
import { loadDraft } from "./draft.store.ts"
import { editSchema } from "./edit.ts"
import { dropDraft, editDraft, stepDraft } from "./edit-draft.ts"

const common = { tags: ["drafts"], security: signedInOnly }
const version = z.int().openapi({ description: "The version that was read; an older one is refused with 409" })
const changed = json(z.object({ version: z.int() }), "The new version")

async function draftOf(c: Ctx, id: number) {
  if (!canDraft(c.var.actor)) throw notAllowed()
  const draft = await loadDraft(c.var.services.db, id)
  if (!draft) throw notFound()
  return draftJson(c, draft)
}

export function draftApi(api: Api) {
  const path = "/v1/resolutions/{id}/draft"
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path: "/v1/resolutions/drafts",
      operationId: "listDrafts",
      summary: "Drafts that wait for checking, the last saved first",
      responses: {
        200: json(
          z.object({
            items: z.array(
              z.object({ resolutionId: z.int(), title: z.string(), sourceName: z.string(), savedAt: z.iso.datetime() }),
            ),
          }),
          "The last 200",
        ),
        ...problems(403),
      },
    }),
    async (c) => {
      if (!canDraft(c.var.actor)) throw notAllowed()
      const drafts = await listDrafts(c.var.services.db, 200)
      const items = drafts.map(({ id, title, sourceName, savedAt }) => ({
        resolutionId: id,
        title,
        sourceName,
        savedAt: savedAt.toISOString(),
      }))
      return c.json({ items }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path,
      operationId: "readDraft",
      summary: "Read a draft: what was understood, the source lines, what stops adoption",
      request: { params: idParam },
      responses: { 200: json(wholeDraft, "The draft"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await draftOf(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: `${path}/edits`,
      operationId: "editDraft",
      summary: "Correct a draft by one edit, which can be undone",
      description: `What an edit may do: ${editSchema.options.map((one) => `\`${one.shape.do.value}\``).join(", ")}.`,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ version, edit: editSchema })) },
      responses: { 200: changed, ...problems(403, 404, 409, 422) },
    }),
    async (c) => c.json(await act(c, editDraft, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
  for (const way of ["undo", "redo"] as const)
    api.openapi(
      createRoute({
        ...common,
        method: "post",
        path: `${path}/${way}`,
        operationId: `${way}Edit`,
        summary: way === "undo" ? "Take the last edit back" : "Do again what was taken back",
        request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ version })) },
        responses: { 200: changed, ...problems(403, 404, 409, 422) },
      }),
      async (c) => c.json(await act(c, stepDraft, { ...c.req.valid("json"), ...c.req.valid("param"), way }), 200),
    )
  api.openapi(
    createRoute({
      ...common,
      method: "delete",
      path,
      operationId: "dropDraft",
      summary: "Throw a draft away, with the text that was read",
      request: {
        params: idParam,
        query: z.object({ version: z.coerce.number().int().openapi({ type: "integer" }) }),
      },
      responses: { 204: { description: "It is gone" }, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      await act(c, dropDraft, { ...c.req.valid("query"), ...c.req.valid("param") })
      return c.body(null, 204)
    },
  )
}
