import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { siteOf } from "../site.ts"
import { attachFiles, storedFiles } from "./attach-files.ts"
import { readable } from "./letter.api.ts"
import { letterJson, wholeLetter } from "./letter.json.ts"
import { incomingFields, registerIncoming } from "./register-incoming.ts"
import { resendLetter } from "./resend-letter.ts"
import { letterFields, writeLetter } from "./write-letter.ts"

const common = { tags: ["letters"], security: signedInOnly }
const told = { 201: json(wholeLetter, "The letter as it stands in the register"), ...problems(403, 404, 409, 422) }
const shown = async (c: Ctx, id: number) => letterJson(c, await readable(c, id))

/** What the register takes in: letters to third bodies, what came, scans, letters that go again. */
export function writeApi(api: Api) {
  for (const kind of ["request", "item"] as const)
    api.openapi(
      createRoute({
        ...common,
        method: "post",
        path: `/v1/${kind}s/{id}/letters`,
        operationId: kind === "request" ? "writeLetterForRequest" : "writeLetterForItem",
        summary: `Enter a letter to a third body about ${kind === "request" ? "a request" : "an item"} into the register`,
        description: "The centre's letter gets an outgoing number; the addressee's own is kept as a copy.",
        request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object(letterFields)) },
        responses: told,
      }),
      async (c) => {
        const made = await act(c, writeLetter, { ...c.req.valid("json"), [`${kind}Id`]: c.req.valid("param").id })
        return c.json(await shown(c, made.id), 201)
      },
    )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/v1/letters",
      operationId: "registerIncoming",
      summary: "Register a letter that came and answers none of ours",
      request: {
        headers: idempotencyHeader,
        ...jsonBody(z.object({ ...incomingFields, territoryId: z.int().nullable().default(null) })),
      },
      responses: told,
    }),
    async (c) => {
      const made = await act(c, registerIncoming, { ...c.req.valid("json"), site: siteOf(c.var.services) })
      return c.json(await shown(c, made.id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/v1/letters/{id}/replies",
      operationId: "registerReply",
      summary: "Register the letter that answers this one",
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object(incomingFields)) },
      responses: told,
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const input = { ...c.req.valid("json"), replyTo: id, site: siteOf(c.var.services) }
      const made = await act(c, registerIncoming, input)
      return c.json(await shown(c, made.id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/v1/letters/{id}/files",
      operationId: "attachToLetter",
      summary: "Attach files that were stored before: scans of what was signed, what went with it",
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ files: storedFiles })) },
      responses: told,
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, attachFiles, { ...c.req.valid("json"), id })
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/v1/letters/{id}/resending",
      operationId: "resendLetter",
      summary: "Send a letter again that could not be delivered, by its old number",
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({ email: z.string().optional().openapi({ description: "Instead of the known address" }) }),
        ),
      },
      responses: told,
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, resendLetter, { ...c.req.valid("json"), id, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 201)
    },
  )
}
