import { z } from "zod"
import { command } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { notFound } from "#platform/refusal.ts"
import { me } from "../security/own.ts"
import { canManageOwn } from "../session.policy.ts"
import { hashToken } from "../token.ts"
import "../tables.ts"

/**
 * Stores a bearer token of the API; it has the rights of its owner. The caller makes it (`newToken()`), shows it once,
 * and gives no idempotency key: answers of commands are kept, and a token must not be.
 */
export const createApiToken = command({
  name: "session.create_api_token",
  input: z.object({ name: z.string().trim().min(1).max(100), token: z.string().min(40) }),
  permit: canManageOwn,
  async run(ctx, { name, token }) {
    const { userId } = me(ctx)
    const row = {
      user_id: userId,
      name,
      token_hash: hashToken(token),
      created_at: ctx.now,
      used_at: null,
      revoked_at: null,
    }
    const { id } = await ctx.tx.insertInto("platform.api_token").values(row).returning("id").executeTakeFirstOrThrow()
    await ctx.announce({ name: "session.token_added", subject: { kind: "user", id: userId }, payload: { token: id } })
    return id
  },
})

/** Ends a token of one's own. */
export const revokeApiToken = command({
  name: "session.revoke_api_token",
  input: z.object({ id: z.uuid() }),
  permit: canManageOwn,
  async run(ctx, { id }) {
    const { userId } = me(ctx)
    const { numUpdatedRows } = await ctx.tx
      .updateTable("platform.api_token")
      .set({ revoked_at: ctx.now })
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .where("revoked_at", "is", null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound()
    await ctx.announce({ name: "session.token_revoked", subject: { kind: "user", id: userId }, payload: { token: id } })
  },
})

export const tokensOf = (db: Db, userId: string) =>
  db
    .selectFrom("platform.api_token")
    .select(["id", "name", "created_at", "used_at"])
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .execute()
