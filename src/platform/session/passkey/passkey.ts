import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { me } from "../security/own.ts"
import { canManageOwn } from "../session.policy.ts"
import "../signing-in.tables.ts"

/** Stores a passkey whose making has been verified. */
export const addPasskey = command({
  name: "session.add_passkey",
  input: z.object({
    id: z.string().min(1).max(2000),
    name: z.string().trim().min(1).max(100),
    publicKey: z.instanceof(Uint8Array),
    counter: z.int().min(0),
    transports: z.array(z.string()).max(10),
  }),
  permit: canManageOwn,
  async run(ctx, input) {
    const { userId } = me(ctx)
    const { numInsertedOrUpdatedRows } = await ctx.tx
      .insertInto("platform.passkey")
      .values({
        id: input.id,
        user_id: userId,
        name: input.name,
        public_key: Buffer.from(input.publicKey),
        counter: input.counter,
        transports: input.transports,
        created_at: ctx.now,
        used_at: null,
      })
      .onConflict((c) => c.column("id").doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) throw new Refusal(409, "session.passkey.known")
    await ctx.announce({ name: "session.passkey_added", subject: { kind: "user", id: userId } })
  },
})

/** Removes a passkey of one's own. */
export const removePasskey = command({
  name: "session.remove_passkey",
  input: z.object({ id: z.string().min(1).max(2000) }),
  permit: canManageOwn,
  async run(ctx, { id }) {
    const { userId } = me(ctx)
    const { numDeletedRows } = await ctx.tx
      .deleteFrom("platform.passkey")
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound()
    await ctx.announce({ name: "session.passkey_removed", subject: { kind: "user", id: userId } })
  },
})
