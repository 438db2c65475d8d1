import { createRoute, z } from "@hono/zod-openapi"
import { day } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { personParam } from "../person/person.api.ts"
import { showPerson } from "../person/show-person.ts"
import { consentsOf, marksOf } from "./consent.store.ts"
import { channels, consentKinds, endings, standingOf } from "./consent.ts"
import { consentFields, withdrawalFields } from "./consent-input.ts"
import { presentText } from "./consent-text.store.ts"
import { giveConsent } from "./give-consent.ts"
import { recordConsent } from "./record-consent.ts"
import { withdrawConsent } from "./withdraw-consent.ts"

const tags = ["people"]
const consent = z
  .object({
    id: z.int(),
    kind: z.enum(consentKinds),
    field: z.string().openapi({ description: "What is published; empty for other kinds" }),
    textId: z.int(),
    signer: z.string(),
    relation: z.string(),
    conditions: z.string(),
    channel: z.enum(channels),
    givenOn: z.iso.date(),
    until: z.iso.date().nullable().openapi({ description: "The last day" }),
    endedAt: z.iso.datetime().nullable(),
    endedHow: z.enum(endings).nullable(),
    endedWhy: z.string(),
  })
  .openapi("Consent")
const body = z
  .object({
    counts: z.boolean().openapi({ description: "All consents that are needed at this age are in force" }),
    lacks: z.array(z.enum(["own", "guardian"])),
    withdrawnOn: z.iso.date().nullable().openapi({ description: "Processing was withdrawn: to be erased" }),
    items: z.array(consent),
  })
  .openapi("Consents", { description: "For the person itself and the staff that keeps its card" })

async function consentsJson(c: Ctx, id: string): Promise<z.output<typeof body>> {
  const { db } = c.var.services
  const { today } = c.var.view
  const shown = await showPerson(db, c.var.actor, id, today)
  if (!shown) throw notFound()
  if (!shown.seen.has("consents")) throw notAllowed()
  const marks = (await marksOf(db, [id])).get(id)!
  const { counts, lacks } = standingOf(marks, today)
  const items = (await consentsOf(db, id)).map((one) => ({
    id: one.id,
    kind: one.kind,
    field: one.field,
    textId: one.textId,
    signer: one.signer,
    relation: one.relation,
    conditions: one.conditions,
    channel: one.channel,
    givenOn: one.givenOn,
    until: one.untilOn,
    endedAt: one.endedAt?.toISOString() ?? null,
    endedHow: one.endedHow,
    endedWhy: one.endedWhy,
  }))
  c.header("Cache-Control", "no-store")
  return { counts, lacks, withdrawnOn: marks.withdrawnOn, items }
}

const path = "/v1/people/{id}/consents"
const common = { tags, security: signedInOnly }
const given = z.object({ ...consentFields, textId: z.int().optional(), agreed: z.literal(true) })
const recorded = z.object({
  ...consentFields,
  channel: z.enum(["paper", "in_person"]),
  givenOn: day,
  guardian: z.int().nullable().default(null),
  files: z.array(z.uuid()).default([]).openapi({ description: "Scans stored by POST /v1/files" }),
})

/** Consents of people: to read, to give for oneself, to record, to withdraw. */
export function consentApi(api: Api) {
  api.openapi(
    createRoute({
      ...common,
      method: "get",
      path,
      operationId: "listConsents",
      summary: "What a person consented to, in force and ended",
      request: { params: personParam },
      responses: { 200: json(body, "The consents"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await consentsJson(c, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path,
      operationId: "giveConsent",
      summary: "Give a consent for oneself, on the words in force",
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(given) },
      responses: { 201: json(body, "The consents as they are now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const input = c.req.valid("json")
      const textId = input.textId ?? (await presentText(c.var.services.db, input.kind)).id
      await act(c, giveConsent, { ...input, textId, id })
      return c.json(await consentsJson(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: `${path}/records`,
      operationId: "recordConsent",
      summary: "Record a consent that came on paper or was said in person",
      request: { params: personParam, headers: idempotencyHeader, ...jsonBody(recorded) },
      responses: { 201: json(body, "The consents as they are now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, recordConsent, { ...c.req.valid("json"), id })
      return c.json(await consentsJson(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      ...common,
      method: "post",
      path: `${path}/{consent}/withdrawal`,
      operationId: "withdrawConsent",
      summary: "Take a consent back; what it showed to everybody is gone at once",
      request: {
        params: personParam.extend({ consent: z.coerce.number().int().positive().openapi({ type: "integer" }) }),
        headers: idempotencyHeader,
        ...jsonBody(z.object(withdrawalFields)),
      },
      responses: { 200: json(body, "The consents as they are now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id, consent: number } = c.req.valid("param")
      await act(c, withdrawConsent, { ...c.req.valid("json"), id, consent: number })
      return c.json(await consentsJson(c, id), 200)
    },
  )
}
