import { createRoute, z } from "@hono/zod-openapi"
import { idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { home, natures } from "../party/party.ts"
import { endParty } from "./end-party.ts"
import { endingOf } from "./succession.store.ts"

const given = z.object({
  endedOn: z.iso.date({ error: "invalid.date" }).nullable(),
  successor: z.string().max(500).optional().openapi({ description: "The name of its card in the registry" }),
})
const ending = z
  .object({
    endedOn: z.iso.date().nullable().openapi({ description: "Since when it is no more" }),
    successorId: z.int().nullable(),
  })
  .openapi("Ending")

/** PUT /v1/organisations/{id}/ending and /v1/bodies/{id}/ending. */
export function endingApi(api: Api) {
  for (const nature of natures)
    api.openapi(
      createRoute({
        method: "put",
        path: `/v1${home[nature]}/{id}/ending`,
        tags: ["registry"],
        operationId: { organisation: "endOrganisation", body: "endBody" }[nature],
        summary: "Say since when it is no more, and who went on with its work; without a day it is there again",
        security: signedInOnly,
        request: { params: idParam, ...jsonBody(given) },
        responses: { 200: json(ending, "As it is now"), ...problems(403, 404, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid("param")
        const { db } = c.var.services
        if ((await partyById(db, id))?.nature !== nature) throw notFound()
        await act(c, endParty, { ...c.req.valid("json"), id, today: c.var.view.today })
        return c.json((({ endedOn, successorId }) => ({ endedOn, successorId }))((await endingOf(db, id))!), 200)
      },
    )
}
