import type { Actor } from "#platform/actor.ts"
import type { Tx } from "#platform/db.ts"
import { announce, type Listeners } from "#platform/events.ts"
import { sessionLifetime } from "./session-cookie.ts"
import { hashToken, newToken } from "./token.ts"
import "./tables.ts"

/** How somebody showed who they are. */
export type Method = "password" | "code" | "passkey" | "link"

/** What a request tells about the browser that sent it. */
export type Visit = { now: Date; address: string; userAgent: string }

/** Somebody who is just becoming known acts as themself, with no rights yet. */
export const selfActor = (userId: string, name = ""): Actor => ({ kind: "user", userId, name, grants: [] })

/**
 * Opens a session; the one that this browser had before ends, so that a token planted beforehand is worth nothing.
 * @returns the token for the cookie
 */
export async function openSession(
  tx: Tx,
  listeners: Listeners,
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
  await announce(
    tx,
    listeners,
    { actor: selfActor(who.userId), at: visit.now },
    {
      name: "session.signed_in",
      subject: { kind: "user", id: who.userId },
      payload: { session: id, method: who.method, second: who.second },
    },
  )
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
