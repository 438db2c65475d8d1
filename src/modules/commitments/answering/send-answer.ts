import { z } from "zod"
import { command } from "#platform/command.ts"
import { moveAttachments } from "#platform/files/attachment.store.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { answerInput, answerRequest } from "../request/answer-request.ts"
import { actsOf, lockRequest } from "../request/request.store.ts"
import { site } from "../site.ts"
import { forgetDraft } from "./answer-draft.store.ts"
import { draftFiles } from "./keep-draft.ts"

/**
 * Sends what the holder of a link has entered and looked through. Two people may hold one link: who has not seen what the
 * other one, or the centre, has said meanwhile is told so and sends nothing.
 */
export const sendAnswer = command({
  name: "answer.send",
  input: answerInput.extend({
    site,
    /** The last act that the sender has seen; 0 when there was none. */
    seen: z.coerce.number().int(),
  }),
  permit: (actor) => actor.kind === "link",
  async run(ctx, { seen, files, ...answer }) {
    const { tx, actor } = ctx
    const request = await lockRequest(tx, answer.id)
    if (!request) throw notFound()
    if (actor.kind !== "link" || actor.id !== request.recipientId) throw notAllowed()
    const last = (await actsOf(tx, [answer.id])).at(-1)?.id ?? 0
    if (last > seen) throw new Refusal(409, "answering.refusal.answered_meanwhile")
    const sent = await answerRequest.run(ctx, { ...answer, files: [] })
    await moveAttachments(tx, files, draftFiles(answer.id), { kind: "act", id: sent.id })
    await forgetDraft(tx, request.recipientId, answer.id)
    return sent
  },
})
