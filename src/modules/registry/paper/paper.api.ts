import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act, field, formOf } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { openedCard } from "../profile/opened-card.ts"
import { storeDocument } from "../profile/store-upload.ts"
import { addDocument } from "./add-paper.ts"
import { documentsOf } from "./paper.store.ts"
import { documentAudiences, documentKinds, opensDocument } from "./paper.ts"
import { removeDocument, showDocument } from "./show-paper.ts"

const tags = ["registry"]
const headers = idempotencyHeader
const params = idParam.extend({ document: z.coerce.number().int().positive().openapi({ type: "integer" }) })

const shape = z
  .object({
    id: z.int(),
    kind: z.enum(documentKinds),
    title: z.string(),
    datedOn: z.iso.date().nullable(),
    audience: z.enum(documentAudiences).openapi({ description: "`offered`: waits for a coordinator" }),
    url: z.url().openapi({ description: "Where the file is" }),
  })
  .openapi("PartyDocument")

const properties = {
  file: { type: "string" as const, format: "binary" },
  title: { type: "string" as const, maxLength: 300 },
  kind: { type: "string" as const, enum: [...documentKinds] },
  datedOn: { type: "string" as const, format: "date" },
  audience: { type: "string" as const, enum: ["public", "staff"], description: "For whoever keeps the card" },
}
const upload = { type: "object" as const, properties, required: ["file", "title", "kind"] }

/** Documents of a card that this actor may open, the latest first. */
async function documentsJson(c: Ctx, nature: Nature): Promise<z.output<typeof shape>[]> {
  const { party } = await openedCard(c, nature)
  const documents = await documentsOf(c.var.services.db, party.id)
  return documents
    .filter((document) => opensDocument(c.var.actor, party, document))
    .map(({ id, kind, title, datedOn, audience }) => ({
      ...{ id, kind, title, datedOn, audience },
      url: `${c.var.services.baseUrl}${addressOf(party)}/documents/${id}`,
    }))
}

async function documentJson(c: Ctx, nature: Nature, id: number) {
  const document = (await documentsJson(c, nature)).find((one) => one.id === id)
  if (!document) throw notFound()
  return document
}

/** /v1/organisations/{id}/documents and the same of bodies: charter, reports, positions. */
export function paperApi(api: Api) {
  for (const nature of natures) {
    const path = `/v1${home[nature]}/{id}/documents`
    const noun = { organisation: "Organisation", body: "Body" }[nature]
    api.openapi(
      createRoute({
        method: "get",
        path,
        tags,
        operationId: `list${noun}Documents`,
        summary: "Documents of a card, the latest first",
        request: { params: idParam },
        responses: { 200: json(z.object({ items: z.array(shape) }), "All that you may open"), ...problems(404, 422) },
      }),
      async (c) => c.json({ items: await documentsJson(c, nature) }, 200),
    )
    api.openapi(
      createRoute({
        method: "post",
        path,
        tags,
        operationId: `add${noun}Document`,
        summary: "Put a document on a card",
        description: "What a representative sends waits for a coordinator, unless the card's texts are trusted.",
        security: signedInOnly,
        request: {
          params: idParam,
          headers,
          body: { required: true, content: { "multipart/form-data": { schema: upload } } },
        },
        responses: { 201: json(shape, "The document"), ...problems(403, 404, 413, 422) },
      }),
      async (c) => {
        const { party, canEdit, speaks } = await openedCard(c, nature)
        if (!canEdit && !speaks) throw notAllowed()
        const form = await formOf(c)
        const given = {
          id: party.id,
          file: await storeDocument(c, form),
          title: field(form, "title"),
          kind: field(form, "kind"),
          datedOn: field(form, "datedOn") || null,
          audience: field(form, "audience") || undefined,
        }
        const { id } = await act(c, addDocument, given)
        return c.json(await documentJson(c, nature, id), 201)
      },
    )
    api.openapi(
      createRoute({
        method: "patch",
        path: `${path}/{document}`,
        tags,
        operationId: `show${noun}Document`,
        summary: "Say who may open a document",
        security: signedInOnly,
        request: { params, headers, ...jsonBody(z.object({ audience: z.enum(["public", "staff"]) })) },
        responses: { 200: json(shape, "The document as it is now"), ...problems(403, 404, 422) },
      }),
      async (c) => {
        const { document } = c.req.valid("param")
        const { party } = await openedCard(c, nature)
        await act(c, showDocument, { ...c.req.valid("json"), id: party.id, document })
        return c.json(await documentJson(c, nature, document), 200)
      },
    )
    api.openapi(
      createRoute({
        method: "delete",
        path: `${path}/{document}`,
        tags,
        operationId: `remove${noun}Document`,
        summary: "Take a document away for good",
        security: signedInOnly,
        request: { params },
        responses: { 204: { description: "It is gone" }, ...problems(403, 404, 422) },
      }),
      async (c) => {
        const { party } = await openedCard(c, nature)
        await act(c, removeDocument, { id: party.id, document: c.req.valid("param").document })
        return c.body(null, 204)
      },
    )
  }
}
