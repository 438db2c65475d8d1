import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "./tables.ts"

/** A letter that did not arrive, for whoever had it sent. `route`: where an answer to it would have led. */
export type FailedMail = { id: number; to: string; subject: string; purpose: string; route: string; at: Date }

/**
 * Letters that failed, newest first, of those whose answers lead to routes that begin so.
 * @example await failedMails(db, "answer-", 50)
 */
export const failedMails = (db: Db, routes: string, limit: number): Promise<FailedMail[]> =>
  db
    .selectFrom("platform.outgoing_mail")
    .select(["id", "to_address as to", "subject", "purpose", "created_at as at"])
    .select(sql<string>`reply_route`.as("route"))
    .where("state", "=", "failed")
    .where("reply_route", "like", `${routes}%`)
    .orderBy("id", "desc")
    .limit(limit)
    .execute()
