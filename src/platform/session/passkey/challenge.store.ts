import type { Db } from "#platform/db.ts"
import "../signing-in.tables.ts"

const lifetime = 5 * 60_000

export async function storeChallenge(db: Db, challenge: string, userId: string | null, now: Date): Promise<void> {
  const expires_at = new Date(now.getTime() + lifetime)
  await db.insertInto("platform.challenge").values({ challenge, user_id: userId, expires_at }).execute()
}

/** A challenge is answered once. @returns whether it was asked of this user (null: of anybody) and is fresh */
export async function takeChallenge(db: Db, challenge: string, userId: string | null, now: Date): Promise<boolean> {
  const row = await db
    .deleteFrom("platform.challenge")
    .where("challenge", "=", challenge)
    .where("user_id", userId === null ? "is" : "=", userId)
    .where("expires_at", ">", now)
    .returning("challenge")
    .executeTakeFirst()
  return row !== undefined
}
