import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { roleEndFields, roleFields } from "../confirmed-role/confirmed-role-input.ts"
import { endRole } from "../confirmed-role/end-role.ts"
import { giveRole } from "../confirmed-role/give-role.ts"
import { personOf, personParam } from "../person/person.api.ts"
import { personBody } from "../person/person.json.ts"
import { confirmCompetence } from "./confirm-competence.ts"
import { describePerson } from "./describe-person.ts"
import { endCompetence } from "./end-competence.ts"
import { confirmationFields, descriptionFields, endFields, skillFields } from "./skill-input.ts"
import { stateCompetence } from "./state-competence.ts"

const tags = ["people"]
const path = "/v1/people/{id}"
const number = z.coerce.number().int().positive().openapi({ type: "integer" })
const now = json(personBody, "The card as it is now")
const security = signedInOnly
const headers = idempotencyHeader

function competencesApi(api: Api) {
  const params = personParam.extend({ skill: number })
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/competences`,
      tags,
      operationId: "stateCompetence",
      summary: "Say that a person has a competence",
      description: "With a `ground` it is confirmed by the same word.",
      security,
      request: { params: personParam, headers, ...jsonBody(z.object(skillFields)) },
      responses: { 201: now, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, stateCompetence, { ...c.req.valid("json"), id })
      return c.json(await personOf(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/competences/{skill}/confirmation`,
      tags,
      operationId: "confirmCompetence",
      summary: "Confirm a competence of a person, or confirm it anew",
      security,
      request: { params, headers, ...jsonBody(z.object(confirmationFields)) },
      responses: { 200: now, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, skill } = c.req.valid("param")
      await act(c, confirmCompetence, { ...c.req.valid("json"), id, skill })
      return c.json(await personOf(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/competences/{skill}/end`,
      tags,
      operationId: "endCompetence",
      summary: "Take a competence of a person back; that it was there stays",
      security,
      request: { params, headers, ...jsonBody(z.object(endFields)) },
      responses: { 200: now, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, skill } = c.req.valid("param")
      await act(c, endCompetence, { ...c.req.valid("json"), id, skill })
      return c.json(await personOf(c, id), 200)
    },
  )
}

function rolesApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/roles`,
      tags,
      operationId: "giveRole",
      summary: "Confirm a person as a mentor, an expert or an assessor",
      security,
      request: { params: personParam, headers, ...jsonBody(z.object(roleFields)) },
      responses: { 201: now, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, giveRole, { ...c.req.valid("json"), id })
      return c.json(await personOf(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/roles/{role}/end`,
      tags,
      operationId: "endRole",
      summary: "Say until when a person was a mentor, an expert or an assessor",
      security,
      request: { params: personParam.extend({ role: number }), headers, ...jsonBody(z.object(roleEndFields)) },
      responses: { 200: now, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, role } = c.req.valid("param")
      await act(c, endRole, { ...c.req.valid("json"), id, role })
      return c.json(await personOf(c, id), 200)
    },
  )
}

/** What people can do and who they are confirmed to be; it is read with their cards. */
export function skillApi(api: Api) {
  competencesApi(api)
  rolesApi(api)
  api.openapi(
    createRoute({
      method: "patch",
      path: `${path}/description`,
      tags,
      operationId: "describePerson",
      summary: "Change languages, availability and experience of a person",
      security,
      request: { params: personParam, headers, ...jsonBody(z.object(descriptionFields).partial()) },
      responses: { 200: now, ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, describePerson, { ...c.req.valid("json"), id })
      return c.json(await personOf(c, id), 200)
    },
  )
}
