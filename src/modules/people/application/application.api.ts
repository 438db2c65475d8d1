import { createRoute, z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { siteOf } from "#platform/site.ts"
import { affiliationRoles } from "../affiliation/affiliation.ts"
import { reachOf } from "../person/person.policy.ts"
import { canReview, reviewsSomewhere, scopesOfApplication } from "./application.policy.ts"
import { type Application, applicationById, listApplications, stepsOf } from "./application.store.ts"
import { applicationKinds, applicationStates, steps } from "./application.ts"
import { confirmApplication } from "./confirm-application.ts"
import { askApplicant, declineApplication } from "./review-application.ts"

const tags = ["people"]
const short = z.object({
  id: z.int(),
  kind: z.enum(applicationKinds),
  state: z.enum(applicationStates),
  name: z.string().openapi({ description: "The organisation that joins, or the place that a person joins" }),
  inn: z.string(),
  about: z.string(),
  proof: z.string(),
  applicant: z.object({
    familyName: z.string(),
    givenName: z.string(),
    patronymic: z.string(),
    post: z.string(),
    role: z.enum(affiliationRoles),
    email: z.string(),
    phone: z.string(),
  }),
  party: z.int().nullable(),
  person: z.uuid().nullable(),
  submittedAt: z.iso.datetime().nullable(),
})
const whole = short
  .extend({ steps: z.array(z.object({ kind: z.enum(steps), text: z.string(), at: z.iso.datetime() })) })
  .openapi("Application", { description: "Somebody asks to join" })

const shortJson = (one: Application): z.output<typeof short> => ({
  id: one.id,
  kind: one.kind,
  state: one.state,
  name: one.name,
  inn: one.inn,
  about: one.about,
  proof: one.proof,
  applicant: {
    familyName: one.familyName,
    givenName: one.givenName,
    patronymic: one.patronymic,
    post: one.post,
    role: one.role,
    email: one.email,
    phone: one.phone,
  },
  party: one.partyId,
  person: one.personId,
  submittedAt: one.submittedAt?.toISOString() ?? null,
})

async function one(c: Ctx, id: number): Promise<z.output<typeof whole>> {
  const { services, actor } = c.var
  if (!reviewsSomewhere(actor)) throw notAllowed()
  const found = await applicationById(services.db, id)
  const seen =
    found && found.state !== "draft" && canReview(actor, found.kind, await scopesOfApplication(services.db, found))
  if (!seen) throw notFound()
  const all = await stepsOf(services.db, id)
  return { ...shortJson(found), steps: all.map(({ kind, text, at }) => ({ kind, text, at: at.toISOString() })) }
}

/** /v1/applications: for those who look at them; one applies by the page, which keeps programs out. */
export function applicationApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/applications",
      tags,
      operationId: "listApplications",
      summary: "List applications to join, newest first",
      security: signedInOnly,
      request: { query: keysetQuery.extend({ state: z.enum(applicationStates).optional() }) },
      responses: {
        200: json(z.object({ items: z.array(short), next: z.int().nullable() }), "A part of the list"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { services, actor } = c.var
      if (!reviewsSomewhere(actor)) throw notAllowed()
      const { after, limit, state } = c.req.valid("query")
      const reach = await reachOf(services.db, actor)
      const found = await listApplications(services.db, { reach, state }, { after, limit: limit + 1 })
      const page = found.slice(0, limit)
      return c.json({ items: page.map(shortJson), next: found.length > limit ? page.at(-1)!.id : null }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/applications/{id}",
      tags,
      operationId: "readApplication",
      summary: "Read one application with all that was said",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(whole, "The application"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await one(c, c.req.valid("param").id), 200),
  )
  const said = jsonBody(z.object({ text: z.string().max(4000) }))
  for (const [path, operationId, summary, deed] of [
    ["question", "askApplicant", "Ask the applicant", askApplicant],
    ["refusal", "declineApplication", "Decline with a reason", declineApplication],
  ] as const)
    api.openapi(
      createRoute({
        method: "post",
        path: `/v1/applications/{id}/${path}`,
        tags,
        operationId,
        summary,
        security: signedInOnly,
        request: { params: idParam, headers: idempotencyHeader, ...said },
        responses: { 200: json(whole, "The application as it is now"), ...problems(403, 404, 409, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid("param")
        await act(c, deed, { id, ...c.req.valid("json"), site: siteOf(c.var.services) })
        return c.json(await one(c, id), 200)
      },
    )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/applications/{id}/confirmation",
      tags,
      operationId: "confirmApplication",
      summary: "Confirm: make or connect the cards and let the person in",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            partyId: z
              .int()
              .positive()
              .nullable()
              .default(null)
              .openapi({ description: "A card that is this organisation" }),
            personId: z.uuid().nullable().default(null).openapi({ description: "A card that is this person" }),
            text: z.string().max(4000).default(""),
          }),
        ),
      },
      responses: { 200: json(whole, "The application as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, confirmApplication, { id, ...c.req.valid("json"), site: siteOf(c.var.services) })
      return c.json(await one(c, id), 200)
    },
  )
}
