import { z } from "zod"
import { resolutionById } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { canAsk } from "../request/request.policy.ts"
import { loadRule } from "../rule/rule.store.ts"
import { site } from "../site.ts"
import { recipientById, replaceLink } from "./recipient.store.ts"

const dayMs = 86_400_000
const input = z.object({ id: z.coerce.number().int(), site })

/** The recipient, when the actor keeps the territory of its resolution. */
async function mine({ tx, actor }: CommandContext, id: number) {
  const recipient = await recipientById(tx, id)
  const resolution = recipient && (await resolutionById(tx, recipient.resolutionId))
  if (!recipient || !resolution) throw notFound()
  if (!canAsk(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
  return recipient
}

/** Makes a recipient's link and code worthless at once; what was answered by it stays. */
export const revokeLink = command({
  name: "recipient.revoke_link",
  input,
  permit: staffSomewhere,
  async run(ctx, { id, site: { secret } }) {
    await mine(ctx, id)
    await replaceLink(ctx.tx, secret, id, { revokedAt: ctx.now })
    await ctx.announce({ name: "recipient.link_revoked", subject: { kind: "recipient", id } })
    return { id }
  },
})

/**
 * Gives a recipient a new link and code for another term; the one before opens nothing any more.
 *
 * @returns what `answerAddress` makes the address and the code of; they themselves are stored nowhere, not even among the
 * answers to repeated requests
 */
export const renewLink = command({
  name: "recipient.renew_link",
  input,
  permit: staffSomewhere,
  async run(ctx, { id, site: { secret } }) {
    const { generation } = await mine(ctx, id)
    const { linkDays } = await loadRule(ctx.tx)
    const expiresAt = new Date(ctx.now.getTime() + linkDays * dayMs)
    await replaceLink(ctx.tx, secret, id, { expiresAt })
    await ctx.announce({ name: "recipient.link_renewed", subject: { kind: "recipient", id } })
    return { id, generation: generation + 1, expiresAt }
  },
})
