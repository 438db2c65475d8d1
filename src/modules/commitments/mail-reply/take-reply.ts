import { z } from "zod"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { copyAttachments } from "#platform/files/attachment.store.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { answerInput, answerRequest } from "../request/answer-request.ts"
import { requestsOfRecipient } from "../request/request.store.ts"
import { site } from "../site.ts"
import { evidenceOf } from "./evidence.ts"
import { markTaken } from "./reply.store.ts"
import { replyIn } from "./reply-in.ts"

/**
 * Says what an answer by e-mail says, about one or more requests of its recipient: an act for each, with copies of the
 * files that are named, out of the message alone. The day is the one it came unless another is given.
 *
 * @returns the numbers of the acts and of the requests
 */
export const takeReply = command({
  name: "reply.take",
  input: answerInput.omit({ id: true, channel: true, files: true }).extend({
    id: z.coerce.number().int(),
    requests: z.array(z.coerce.number().int()).min(1, { error: "reply.invalid.requests" }).max(200),
    files: z.array(z.uuid()).max(100).default([]),
    site,
  }),
  permit: staffSomewhere,
  async run(ctx, { id, requests, files, ...said }) {
    const { tx, actor, now, announce } = ctx
    const reply = await replyIn("waiting", ctx, id)
    const own = new Set((await requestsOfRecipient(tx, reply.recipientId)).map((request) => request.id))
    const chosen = [...new Set(requests)].sort((a, b) => a - b)
    if (chosen.some((request) => !own.has(request)))
      throw new InvalidInput({ requests: { key: "reply.invalid.requests" } })
    const actIds: number[] = []
    for (const request of chosen) {
      const copies = await copyAttachments(tx, { kind: "mail_reply", id }, null, now, files)
      const act = await answerRequest.run(ctx, {
        ...said,
        id: request,
        channel: "email",
        files: copies,
        onDay: said.onDay ?? reply.onDay,
        evidence: said.evidence || evidenceOf(said.site, reply),
      })
      actIds.push(act.id)
    }
    await markTaken(tx, id, { at: now, userId: userIdOf(actor), actIds })
    await announce({ name: "reply.taken", subject: { kind: "mail_reply", id }, payload: { acts: actIds } })
    return { acts: actIds, requests: chosen }
  },
})
