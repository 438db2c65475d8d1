import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { consentKinds } from "./consent.ts"
import { allTexts, presentOperator } from "./consent-text.store.ts"
import { canKeepTexts, changeOperator, operatorFields, publishText, textFields } from "./keep-texts.ts"

const common = { tags: ["people"], security: signedInOnly }
const idOnly = z.object({ id: z.int() })
const texts = z
  .object({
    operator: z
      .object({ name: z.string(), address: z.string(), requisites: z.string(), contact: z.string() })
      .nullable()
      .openapi({ description: "Who processes the data; null while nobody has said it: then no consent can be given" }),
    items: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(consentKinds),
        version: z.int(),
        bodyRu: z.string(),
        bodyEn: z.string(),
        createdAt: z.iso.datetime(),
      }),
    ),
  })
  .openapi("ConsentTexts")

/** Words of consents by version, and who processes the data: for the staff of the whole. */
export function textApi(api: Api) {
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path: "/v1/consent-texts",
      operationId: "listConsentTexts",
      summary: "All versions of the words of consents, the latest of each kind first",
      responses: { 200: json(texts, "The words"), ...problems(403) },
    }),
    async (c) => {
      if (!canKeepTexts(c.var.actor)) throw notAllowed()
      const { db } = c.var.services
      const [all, operator] = await Promise.all([allTexts(db), presentOperator(db)])
      const items = all.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() }))
      const { id: _, ...named } = operator ?? { id: 0, name: "", address: "", requisites: "", contact: "" }
      return c.json({ operator: operator ? named : null, items }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: "/v1/consent-texts",
      operationId: "publishConsentText",
      summary: "Put a new version of the words in force; earlier versions never change",
      request: { headers: idempotencyHeader, ...jsonBody(z.object(textFields)) },
      responses: { 201: json(idOnly, "The version"), ...problems(403, 422) },
    }),
    async (c) => c.json(await act(c, publishText, c.req.valid("json")), 201),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "put",
      path: "/v1/consent-texts/operator",
      operationId: "changeConsentOperator",
      summary: "Say who processes the data, from now on",
      request: jsonBody(z.object(operatorFields)),
      responses: { 200: json(idOnly, "It stands in new consents"), ...problems(403, 422) },
    }),
    async (c) => c.json(await act(c, changeOperator, c.req.valid("json")), 200),
  )
}
