import type { CommandContext } from "#platform/command.ts"
import type { Tx } from "#platform/db.ts"
import { sessionLifetime } from "./session-cookie.ts"
import { hashToken, newToken } from "./token.ts"
import "./tables.ts"

/** How somebody showed who they are. */
export type Method = "password" | "code" | "passkey" | "link" | "outside"

/** What a request tells about the browser that sent it. */
export type Visit = { now: Date; address: string; userAgent: string }

/**
 * Opens a session; the one that this browser had before ends, so that a token planted beforehand is worth nothing.
 * @returns the token for the cookie
 */
export async function openSession(
  { tx, announce }: Pick<CommandContext, "tx" | "announce">,
  who: { userId: string; method: Method; second: boolean },
  visit: Visit,
  previous: string | null,
): Promise<string> {
  const token = newToken()
  if (previous)
    await tx.updateTable("platform.session").set({ revoked_at: visit.now }).where("id", "=", previous).execute()
  const { id } = await tx
    .insertInto("platform.session")
    .values({
      user_id: who.userId,
      token_hash: hashToken(token),
      created_at: visit.now,
      seen_at: visit.now,
      expires_at: new Date(visit.now.getTime() + sessionLifetime),
      user_agent: visit.userAgent.slice(0, 300),
      address: visit.address,
      revoked_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await announce({
    name: "session.signed_in",
    subject: { kind: "user", id: who.userId },
    payload: { session: id, method: who.method, second: who.second },
  })
  return token
}

/** Ends sessions of a user: one, or all but one. @returns their ids */
export async function endSessions(
  tx: Tx,
  userId: string,
  which: { only: string } | { allBut: string | null },
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .updateTable("platform.session")
    .set({ revoked_at: now })
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .$if("only" in which, (q) => q.where("id", "=", (which as { only: string }).only))
    .$if("allBut" in which && which.allBut !== null, (q) => q.where("id", "!=", (which as { allBut: string }).allBut))
    .returning("id")
    .execute()
  return rows.map((r) => r.id)
}
