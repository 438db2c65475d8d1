import type { Db } from "#platform/db.ts"
import "../tables.ts"
import "../signing-in.tables.ts"

export const sessionsOf = (db: Db, userId: string, now: Date) =>
  db
    .selectFrom("platform.session")
    .select(["id", "created_at", "seen_at", "user_agent", "address"])
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("seen_at", "desc")
    .limit(100)
    .execute()

export const passkeysOf = (db: Db, userId: string) =>
  db
    .selectFrom("platform.passkey")
    .select(["id", "name", "created_at", "used_at"])
    .where("user_id", "=", userId)
    .orderBy("created_at")
    .execute()

export type SessionRow = Awaited<ReturnType<typeof sessionsOf>>[number]
export type PasskeyRow = Awaited<ReturnType<typeof passkeysOf>>[number]
