import { createRoute, z } from "@hono/zod-openapi"
import { staffSomewhere } from "#platform/actor.ts"
import { idempotencyHeader, json, problems, signedInOnly } from "#platform/http/openapi.ts"
import { formOf } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { storeFiles } from "./typed.ts"

const properties = {
  files: { type: "array" as const, items: { type: "string" as const, format: "binary" } },
}

/** Stores files of the staff, to be named afterwards in an answer, a decision or a letter; left alone they go at night. */
export function filesApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/files",
      tags: ["files"],
      operationId: "storeFiles",
      summary: "Store scans and photographs, to be named in an answer, a decision or a letter before the next night",
      security: signedInOnly,
      request: {
        headers: idempotencyHeader,
        body: {
          required: true,
          content: { "multipart/form-data": { schema: { type: "object" as const, properties } } },
        },
      },
      responses: {
        201: json(z.object({ files: z.array(z.uuid()) }), "Their numbers, in the order given"),
        ...problems(403, 413, 422),
      },
    }),
    async (c) => {
      if (!staffSomewhere(c.var.actor)) throw notAllowed()
      return c.json({ files: await storeFiles(c, await formOf(c), "files", c.req.header("Idempotency-Key")) }, 201)
    },
  )
}
