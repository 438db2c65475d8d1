import { createRoute, z } from "@hono/zod-openapi"
import { email } from "#modules/registry/public.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { siteOf } from "#platform/site.ts"
import { personParam } from "../person/person.api.ts"
import { linkOfClaim, releaseAccount, revokeClaim, sendClaim } from "./send-claim.ts"

const tags = ["people"]
const link = z
  .object({ url: z.url(), code: z.string(), short: z.url().openapi({ description: "Where the code is typed" }) })
  .openapi("ClaimLink", { description: "Whoever has it makes the card its own: hand it to that person only" })

/** The links by which people take their cards, and the accounts that have them. */
export function claimApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/people/{id}/claim",
      tags,
      operationId: "sendClaim",
      summary: "Give a person without an account a link to its card",
      description: "Earlier links of the person open nothing any more.",
      security: signedInOnly,
      request: {
        params: personParam,
        headers: idempotencyHeader,
        ...jsonBody(z.object({ by: z.enum(["mail", "paper"]), email: email.default("") })),
      },
      responses: { 201: json(link, "The link"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { services } = c.var
      const input = { ...c.req.valid("json"), ...c.req.valid("param"), site: siteOf(services) }
      const { claim } = await act(c, sendClaim, input)
      return c.json(linkOfClaim(services, claim), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/people/{id}/claim",
      tags,
      operationId: "revokeClaim",
      summary: "Make the links to a card worth nothing",
      security: signedInOnly,
      request: { params: personParam },
      responses: { 204: { description: "They open nothing any more" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, revokeClaim, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/people/{id}/account",
      tags,
      operationId: "releaseAccount",
      summary: "Part a card from an account that took it by mistake",
      security: signedInOnly,
      request: { params: personParam },
      responses: { 204: { description: "The card is without an account" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, releaseAccount, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}
