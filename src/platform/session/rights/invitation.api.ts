import { createRoute, z } from "@hono/zod-openapi"
import { administrator, roles } from "#platform/actor.ts"
import { idempotencyHeader, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { openInvitations } from "../people/invitation.store.ts"
import { invite, revokeInvitation } from "../people/invite.ts"
import { newToken } from "../token.ts"
import { scopeSaid, scopeText } from "./rights.json.ts"

const list = { security: signedInOnly, tags: ["rights"] }
const instant = z.iso.datetime()
const term = {
  from: instant.nullable().openapi({ description: "Since when the role holds; null: since it is accepted" }),
  until: instant.nullable().openapi({ description: "Until when; null: without an end" }),
}
const invitation = z
  .object({
    id: z.uuid(),
    role: z.enum(roles),
    scope: scopeText,
    email: z.string().nullable(),
    ...term,
    expiresAt: instant.openapi({ description: "The link opens until then" }),
  })
  .openapi("AccountInvitation")
const path = "/v1/account-invitations"

/** Invitations to an account with a role, for programs of administrators. */
export function accountInvitationApi(api: Api) {
  api.openapi(
    createRoute({
      ...list,
      method: "get",
      path,
      operationId: "listAccountInvitations",
      summary: "List invitations that wait to be accepted, the newest first",
      responses: { 200: json(z.object({ items: z.array(invitation) }), "At most two hundred"), ...problems(403) },
    }),
    async (c) => {
      const { actor, services } = c.var
      if (!administrator(actor)) throw notAllowed()
      const items = (await openInvitations(services.db, services.clock.now())).map((row) => ({
        id: row.id,
        role: row.role as (typeof roles)[number],
        scope: scopeSaid(row),
        email: row.email,
        from: row.grant_from?.toISOString() ?? null,
        until: row.grant_until?.toISOString() ?? null,
        expiresAt: row.expires_at.toISOString(),
      }))
      return c.json({ items }, 200)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "post",
      path,
      operationId: "inviteToAccount",
      summary: "Invite somebody to an account with a role",
      description: "With an e-mail a letter goes to it. The link works once, for seven days.",
      request: {
        headers: idempotencyHeader,
        ...jsonBody(
          z.object({
            role: z.enum(roles),
            scope: scopeText,
            email: z.email().nullable().default(null),
            from: term.from.default(null),
            until: term.until.default(null),
          }),
        ),
      },
      responses: {
        201: json(z.object({ id: z.uuid(), url: z.url() }), "The link: it is told here and never again"),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const { role, scope, email, from, until } = c.req.valid("json")
      const { baseUrl, config, translator } = c.var.services
      const say = translator.say[config.LOCALE_DEFAULT]
      const token = newToken()
      const url = `${baseUrl}/welcome/${token}`
      const letter = email && {
        subject: say("session.invite.subject"),
        text: say("session.invite.text", { link: url, role: say(`session.role.${role}`) }),
      }
      const id = await act(c, invite, {
        ...{ role, scope, email, token, letter },
        from: from && new Date(from),
        until: until && new Date(until),
      })
      return c.json({ id, url }, 201)
    },
  )
  api.openapi(
    createRoute({
      ...list,
      method: "delete",
      path: `${path}/{id}`,
      operationId: "revokeAccountInvitation",
      summary: "Make the link of an invitation worth nothing",
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 204: { description: "It opens nothing any more" }, ...problems(403, 404, 422) },
    }),
    async (c) => {
      await act(c, revokeInvitation, c.req.valid("param"))
      return c.body(null, 204)
    },
  )
}
