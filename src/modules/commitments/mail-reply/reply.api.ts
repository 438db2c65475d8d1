import { createRoute, z } from "@hono/zod-openapi"
import { type Attachment, attachmentsOf, attachmentsOfAll } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetPage,
  keysetQuery,
  problems,
  signedInOnly,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { answer, given } from "../request/request.api.ts"
import { siteOf } from "../site.ts"
import { dismissReply, restoreReply } from "./dismiss-reply.ts"
import { countReplies, type ListedReply, listReplies, replyById } from "./reply.store.ts"
import { reachOf } from "./reply-list.page.tsx"
import { senderOf } from "./sender.ts"
import { replyStates } from "./tables.ts"
import { takeReply } from "./take-reply.ts"

const tags = ["requests"]
const mailReply = z
  .object({
    id: z.int(),
    recipientId: z.int(),
    addressee: z.string(),
    state: z.enum(replyStates),
    from: z.object({ name: z.string(), address: z.string() }),
    sender: z.enum(["same", "domain", "other", "unknown"]).openapi({
      description: "How far the address it came from is the addressee's own; anybody can forge it",
    }),
    subject: z.string(),
    text: z.string().openapi({ description: "Without the letter that it answers" }),
    receivedAt: z.iso.datetime(),
    files: z.array(z.object({ id: z.uuid(), name: z.string(), url: z.url() })),
    actIds: z.array(z.int()).openapi({ description: "What was written down of it" }),
    reason: z.string().openapi({ description: "Why it is no answer, when it is none" }),
    url: z.url(),
  })
  .openapi("MailReply")

const replyJson = (c: Ctx, reply: ListedReply, files: Attachment[]): z.output<typeof mailReply> => {
  const url = `${c.var.services.baseUrl}/replies/${reply.id}`
  const { id, recipientId, addressee, state, subject, text, actIds, reason } = reply
  return {
    ...{ id, recipientId, addressee, state, subject, text, actIds, reason, url },
    from: { name: reply.fromName, address: reply.fromAddress },
    sender: senderOf(reply.fromAddress, reply.recipientEmail),
    receivedAt: reply.receivedAt.toISOString(),
    files: files.map((file) => ({ id: file.id, name: file.name, url: `${url}/files/${file.id}` })),
  }
}

async function shown(c: Ctx, id: number) {
  const { db } = c.var.services
  const reply = await replyById(db, id)
  if (!reply) throw notFound()
  return replyJson(c, reply, await attachmentsOf(db, { kind: "mail_reply", id }))
}

export function replyApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/replies",
      tags,
      operationId: "listReplies",
      summary: "List answers that came by e-mail, newest first: for the staff, of their territories",
      description: "`count` stops at 1001.",
      security: signedInOnly,
      request: { query: keysetQuery.extend({ state: z.enum(replyStates).default("waiting") }) },
      responses: { 200: json(keysetPage(mailReply), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { state, after, limit } = c.req.valid("query")
      const reach = await reachOf(c)
      const found = await listReplies(db, reach, state, { after, limit: limit + 1 })
      const page = found.slice(0, limit)
      const ids = page.map((reply) => reply.id)
      const files = await attachmentsOfAll(db, "mail_reply", ids)
      return c.json(
        {
          items: page.map((reply) => replyJson(c, reply, files.get(String(reply.id)) ?? [])),
          next: found.length > limit ? ids.at(-1)! : null,
          count: await countReplies(db, reach, state),
        },
        200,
      )
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/replies/{id}/answer",
      tags,
      operationId: "takeReply",
      summary: "Write down what an answer by e-mail says, about one or more requests of its addressee",
      security: signedInOnly,
      request: {
        params: idParam,
        headers: idempotencyHeader,
        ...jsonBody(
          answer.omit({ channel: true }).extend({
            requests: z.array(z.int()).min(1).max(200),
            files: z.array(z.uuid()).optional().openapi({ description: "Files of the message that prove it" }),
          }),
        ),
      },
      responses: { 201: json(mailReply, "The answer as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, takeReply, { ...given(c.req.valid("json")), id, site: siteOf(c.var.services) })
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/replies/{id}/dismissal",
      tags,
      operationId: "dismissReply",
      summary: "Say that a message is no answer, and why",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(z.object({ reason: z.string() })) },
      responses: { 201: json(mailReply, "The message as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, dismissReply, { ...c.req.valid("json"), id })
      return c.json(await shown(c, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "delete",
      path: "/v1/replies/{id}/dismissal",
      tags,
      operationId: "restoreReply",
      summary: "Take a dismissal back: the message waits again",
      security: signedInOnly,
      request: { params: idParam },
      responses: { 200: json(mailReply, "The message as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, restoreReply, { id })
      return c.json(await shown(c, id), 200)
    },
  )
}
