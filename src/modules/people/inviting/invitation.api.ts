import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { siteOf } from "#platform/site.ts"
import { invited, invitePeople } from "./invite-people.ts"
import { lineLimit } from "./read-list.ts"

/** /v1/invitations: many people at once. */
export function invitationApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/invitations",
      tags: ["people"],
      operationId: "invitePeople",
      summary: "Invite people: a card and a letter with a link to each, all of them or nobody",
      security: signedInOnly,
      request: {
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            people: z.array(invited).min(1).max(lineLimit),
            territoryId: z.int().positive().nullable().default(null),
          }),
        ),
      },
      responses: {
        201: json(z.object({ sent: z.int() }), "So many letters were queued"),
        ...problems(403, 404, 409, 422),
      },
    }),
    async (c) => {
      const input = { ...c.req.valid("json"), site: siteOf(c.var.services) }
      return c.json(await act(c, invitePeople, input), 201)
    },
  )
}
