import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { personParam } from "../person/person.api.ts"
import { consentLinkById } from "./consent-link.store.ts"
import { consentAddress, siteOf } from "./consent-mail.ts"
import { makeConsentLink, revokeConsentLink } from "./make-link.ts"

const path = "/v1/people/{id}/consent-links"
const common = { tags: ["people"], security: signedInOnly }
const link = z
  .object({
    id: z.int(),
    url: z.url().openapi({ description: "Whoever has it decides for the person or the guardian" }),
    short: z.string(),
    code: z.string(),
    until: z.iso.datetime(),
  })
  .openapi("ConsentLink")
const asked = z.object({
  guardian: z.int().nullable().default(null).openapi({ description: "Whose link; null for the person's own" }),
  mail: z.boolean().default(false).openapi({ description: "Whether it goes by e-mail as well" }),
})

/** Links by which a person or a guardian decides without an account, for the staff. */
export function consentLinkApi(api: Api) {
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path,
      operationId: "makeConsentLink",
      summary: "Give a link and a code to consent by; the ones before open nothing any more",
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(asked) },
      responses: { 201: json(link, "The link"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const site = siteOf(c.var.services)
      const { id } = await act(c, makeConsentLink, { ...c.req.valid("json"), id: c.req.valid("param").id, site })
      const made = (await consentLinkById(c.var.services.db, id))!
      c.header("Cache-Control", "no-store")
      return c.json({ id, ...consentAddress(site, made), until: made.expiresAt.toISOString() }, 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "delete",
      path: `${path}/{link}`,
      operationId: "revokeConsentLink",
      summary: "Make a link and its code worthless; consents given by it stay",
      request: {
        params: personParam.extend({ link: z.coerce.number().int().positive().openapi({ type: "integer" }) }),
      },
      responses: { 204: { description: "It opens nothing any more" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, revokeConsentLink, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}
