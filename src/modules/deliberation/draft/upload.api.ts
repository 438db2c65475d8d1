import { createRoute, z } from "@hono/zod-openapi"
import { HTTPException } from "hono/http-exception"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, problems, signedInOnly } from "#platform/http/openapi.ts"
import { formOf } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { resolutionJsonSchema } from "../export/resolution-json.ts"
import { canDraft } from "../resolution/resolution.policy.ts"
import { draftFromUpload, type Upload, uploadOf } from "./read-upload.ts"

const { $schema: _, ...ownJson } = resolutionJsonSchema()
// What is sent is read by the same path as the page's form, so the schemas only describe it.
const content = {
  "application/json": {
    schema: {
      anyOf: [
        {
          type: "object" as const,
          properties: { text: { type: "string" as const, description: "The text of a resolution" } },
          required: ["text"],
        },
        ownJson as object,
      ],
    },
  },
  "multipart/form-data": {
    schema: {
      type: "object" as const,
      properties: {
        file: {
          type: "string" as const,
          format: "binary",
          description: ".docx .odt .rtf .pdf .html .txt, our .xlsx or .json; up to 50 MB",
        },
        text: { type: "string" as const, description: "Instead of a file" },
      },
    },
  },
}

/** A text as it is; our export goes as the file that it would be. */
async function uploadOfJson(c: Ctx): Promise<Upload> {
  const body: unknown = await c.req.json().catch(() => {
    throw new HTTPException(400, { message: "Malformed JSON in request body" })
  })
  if (typeof body !== "object" || body === null) throw new InvalidInput({ "": { key: "invalid.format" } })
  if ("resolution" in body)
    return { file: new File([await c.req.text()], "resolution.json", { type: "application/json" }), text: "" }
  if ("text" in body && typeof body.text === "string") return { text: body.text.trim() }
  throw new InvalidInput({ text: { key: "invalid.required" } })
}

export function uploadApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/resolutions/drafts",
      tags: ["drafts"],
      operationId: "draftResolution",
      summary: "Make a draft of a file, a text or our own export",
      description: "A file that cannot be read is answered with 422 and a sentence that says what to do.",
      security: signedInOnly,
      request: { headers: idempotencyHeader, body: { required: true, content } },
      responses: {
        201: json(
          z.object({ id: z.int().openapi({ description: "Of the resolution" }), items: z.int(), url: z.url() }),
          "The draft to check",
        ),
        ...problems(403, 413, 422),
      },
    }),
    async (c) => {
      if (!canDraft(c.var.actor)) throw notAllowed()
      const isJson = /^application\/([\w.-]+\+)?json\b/i.test(c.req.header("Content-Type") ?? "")
      const upload = isJson ? await uploadOfJson(c) : uploadOf(await formOf(c))
      const { id, items } = await draftFromUpload(c, upload, c.req.header("Idempotency-Key"))
      c.header("Location", `/api/v1/resolutions/${id}/draft`)
      return c.json({ id, items, url: `${c.var.services.baseUrl}/resolutions/${id}/draft` }, 201)
    },
  )
}
