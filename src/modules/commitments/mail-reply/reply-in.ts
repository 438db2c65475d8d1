import { territoryScopes } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { canHandle } from "./reply.policy.ts"
import { lockReply, type MailReply } from "./reply.store.ts"
import type { ReplyState } from "./tables.ts"

/**
 * An answer by e-mail that the actor may handle, locked.
 * @throws Refusal 404, 403, and 409 when it is in another state than `state`
 */
export async function replyIn(state: ReplyState, { tx, actor }: CommandContext, id: number): Promise<MailReply> {
  const reply = await lockReply(tx, id)
  if (!reply) throw notFound()
  if (!canHandle(actor, await territoryScopes(tx, reply.territoryId))) throw notAllowed()
  if (reply.state !== state) throw new Refusal(409, `reply.refusal.${reply.state}`)
  return reply
}
