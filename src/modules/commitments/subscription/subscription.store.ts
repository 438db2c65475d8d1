import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Locale } from "#platform/i18n.ts"
import type { Followed } from "./follow-link.ts"
import "./tables.ts"

export type Follower = { userId: string } | { email: string }

const columns = [
  "id",
  "item_id as itemId",
  "resolution_id as resolutionId",
  "user_id as userId",
  "email",
  "locale",
] as const
const subscriptions = (db: Db) => db.selectFrom("commitments.subscription").select(columns)
export type Subscription = Awaited<ReturnType<ReturnType<typeof subscriptions>["execute"]>>[number]

const placed = ({ kind, id }: Followed) => ({
  item_id: kind === "item" ? id : null,
  resolution_id: kind === "resolution" ? id : null,
})

/** Begins a subscription; one that is there stays. @returns its number, undefined when it was there */
export async function insertSubscription(
  tx: Tx,
  one: { what: Followed; who: Follower; locale: Locale; now: Date },
): Promise<number | undefined> {
  const who = "userId" in one.who ? { user_id: one.who.userId } : { email: one.who.email }
  const row = await tx
    .insertInto("commitments.subscription")
    .values({ ...placed(one.what), ...who, locale: one.locale, at: one.now })
    .onConflict((c) => c.columns(["item_id", "resolution_id", "user_id", "email"]).doNothing())
    .returning("id")
    .executeTakeFirst()
  return row?.id
}

/** Ends a subscription and forgets its address. @returns what was followed, undefined when it was over already */
export async function deleteSubscription(tx: Tx, id: number): Promise<Subscription | undefined> {
  return tx.deleteFrom("commitments.subscription").where("id", "=", id).returning(columns).executeTakeFirst()
}

export const subscriptionById = (db: Db, id: number): Promise<Subscription | undefined> =>
  subscriptions(db).where("id", "=", id).executeTakeFirst()

/** What a user follows, the newest first. */
export const subscriptionsOf = (db: Db, userId: string, limit: number, before?: number): Promise<Subscription[]> =>
  subscriptions(db)
    .where("user_id", "=", userId)
    .$if(before !== undefined, (q) => q.where("id", "<", before!))
    .orderBy("id", "desc")
    .limit(limit)
    .execute()

/** The user's own subscription to this very thing. */
export const ownSubscription = (db: Db, userId: string, { kind, id }: Followed): Promise<Subscription | undefined> =>
  subscriptions(db)
    .where("user_id", "=", userId)
    .where(kind === "item" ? "item_id" : "resolution_id", "=", id)
    .executeTakeFirst()

/** Those who follow a resolution or one of these items, each once: who follows the whole is told of all anyway. */
export const followersOf = (
  db: Db,
  about: { resolutionId: number; itemIds: number[]; after: number; limit: number },
): Promise<Subscription[]> =>
  subscriptions(db)
    .where((x) =>
      x.or([x("resolution_id", "=", about.resolutionId), x("item_id", "=", sql<number>`ANY(${about.itemIds})`)]),
    )
    .where(
      sql<boolean>`(item_id IS NULL OR NOT EXISTS (SELECT FROM commitments.subscription wide
        WHERE wide.resolution_id = ${about.resolutionId} AND wide.email = subscription.email
          AND wide.user_id IS NOT DISTINCT FROM subscription.user_id))`,
    )
    .where("id", ">", about.after)
    .orderBy("id")
    .limit(about.limit)
    .execute()

/** Whether anybody follows a resolution or one of these items. */
export async function isFollowed(db: Db, resolutionId: number, itemIds: number[]): Promise<boolean> {
  return (await followersOf(db, { resolutionId, itemIds, after: 0, limit: 1 })).length > 0
}
