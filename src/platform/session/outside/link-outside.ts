import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { me } from "../security/own.ts"
import { canManageOwn } from "../session.policy.ts"
import { findIdentity, holdOwnWays, identitiesOf, insertIdentity } from "./identity.store.ts"

/** What is kept of somebody vouched for; lengths after OpenID Connect Core, 2 (`sub`: 255). */
export const identityInput = z.object({
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(255),
  name: z.string().transform((name) => name.slice(0, 200)),
})

/** Links an identity that a provider has vouched for to one's own account. */
export const linkOutside = command({
  name: "session.link_outside",
  input: identityInput,
  permit: canManageOwn,
  async run(ctx, input) {
    const { userId } = me(ctx)
    if (!(await insertIdentity(ctx.tx, { userId, ...input }, ctx.now))) {
      const known = await findIdentity(ctx.tx, input.issuer, input.subject)
      throw new Refusal(409, known?.userId === userId ? "session.outside.linked_before" : "session.outside.taken")
    }
    await ctx.announce({ name: "session.outside_linked", subject: { kind: "user", id: userId } })
  },
})

/**
 * Unlinks an identity of one's own. `issuers` are those whose buttons are at the door, `letters` tells whether codes
 * by e-mail go out: the last way in cannot be taken away.
 */
export const unlinkOutside = command({
  name: "session.unlink_outside",
  input: z.object({ id: z.uuid(), issuers: z.array(z.string()), letters: z.boolean() }),
  permit: canManageOwn,
  async run(ctx, { id, issuers, letters }) {
    const { userId } = me(ctx)
    const own = await holdOwnWays(ctx.tx, userId)
    const others = (await identitiesOf(ctx.tx, userId)).filter((one) => one.id !== id && issuers.includes(one.issuer))
    const { numDeletedRows } = await ctx.tx
      .deleteFrom("platform.outside_identity")
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound()
    if (!own && !letters && !others.length) throw new Refusal(409, "session.outside.last_way")
    await ctx.announce({ name: "session.outside_unlinked", subject: { kind: "user", id: userId } })
  },
})
