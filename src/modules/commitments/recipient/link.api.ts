import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { siteOf } from "../site.ts"
import { renewLink, revokeLink } from "./change-link.ts"
import { loadLink } from "./load-link.ts"
import { answerAddress } from "./mail-request.ts"

const link = z
  .object({
    recipient: z.int(),
    addressee: z.string(),
    resolutionId: z.int(),
    opens: z.boolean().openapi({ description: "False when it was revoked or its term is over" }),
    until: z.iso.datetime(),
    url: z
      .url()
      .nullable()
      .openapi({ description: "Whoever has it answers for the recipient; null when it opens nothing" }),
    short: z.string().nullable().openapi({ description: "The address that is printed, for the code" }),
    code: z.string().nullable(),
  })
  .openapi("RecipientLink")
const path = "/v1/recipients/{id}/link"
const common = { tags: ["requests"], security: signedInOnly, path }
const told = { ...problems(403, 404, 422) }

async function shown(c: Ctx, id: number): Promise<z.output<typeof link>> {
  const { recipient, resolution } = await loadLink(c, id)
  const { services } = c.var
  const opens = recipient.revokedAt === null && recipient.expiresAt > services.clock.now()
  const { url, short, code } = answerAddress(siteOf(services), recipient)
  c.header("Cache-Control", "no-store")
  return {
    recipient: recipient.id,
    addressee: recipient.addressee,
    resolutionId: resolution.id,
    opens,
    until: recipient.expiresAt.toISOString(),
    ...(opens ? { url, short, code } : { url: null, short: null, code: null }),
  }
}

/** The link by which a recipient answers: to read, to renew, to take back. */
export function linkApi(api: Api) {
  const params = idParam
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      operationId: "readLink",
      summary: "The link and the printed code of one who was asked, for the staff of the resolution's territory",
      request: { params },
      responses: { 200: json(link, "The link"), ...told },
    }),
    async (c) => c.json(await shown(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      operationId: "renewLink",
      summary: "Give a new link and code; the one before opens nothing any more",
      request: { params, headers: idempotencyHeader },
      responses: { 201: json(link, "The new link"), ...told },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, renewLink, { id, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "delete",
      operationId: "revokeLink",
      summary: "Take the link back: it opens nothing from now on, what was answered by it stays",
      request: { params },
      responses: { 200: json(link, "It opens nothing now"), ...told },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, revokeLink, { id, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 200)
    },
  )
}
