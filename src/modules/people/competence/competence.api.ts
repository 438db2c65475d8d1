import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { addCompetence } from "./add-competence.ts"
import { allCompetences } from "./competence.store.ts"
import { competenceFields } from "./competence-input.ts"
import { editCompetence } from "./edit-competence.ts"

const tags = ["people"]
const idOnly = z.object({ id: z.int() })
const competence = z
  .object({
    id: z.int(),
    nameRu: z.string(),
    nameEn: z.string().openapi({ description: "May be empty" }),
    position: z.int(),
    retired: z.boolean().openapi({ description: "Not offered any more; whoever has it keeps it" }),
  })
  .openapi("Competence")
const newCompetence = z.object({
  nameRu: competenceFields.nameRu,
  nameEn: competenceFields.nameEn.default(""),
  position: competenceFields.position.optional().openapi({ description: "At the end unless it is said" }),
})

/** /v1/competences: the catalogue, for everybody to read. */
export function competenceApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/competences",
      tags,
      operationId: "listCompetences",
      summary: "The catalogue of what people can do",
      responses: { 200: json(z.object({ items: z.array(competence) }), "All of them, in the order of the catalogue") },
    }),
    async (c) => c.json({ items: await allCompetences(c.var.services.db) }, 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/competences",
      tags,
      operationId: "addCompetence",
      summary: "Add a competence to the catalogue",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(newCompetence) },
      responses: { 201: json(idOnly, "The new competence"), ...problems(403, 422) },
    }),
    async (c) => c.json(await act(c, addCompetence, c.req.valid("json")), 201),
  )
  api.openapi(
    createRoute({
      method: "patch",
      path: "/v1/competences/{id}",
      tags,
      operationId: "changeCompetence",
      summary: "Change the given fields of a competence of the catalogue",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object(competenceFields).partial()) },
      responses: { 200: json(idOnly, "The competence"), ...problems(403, 404, 422) },
    }),
    async (c) => c.json(await act(c, editCompetence, { ...c.req.valid("json"), ...c.req.valid("param") }), 200),
  )
}
