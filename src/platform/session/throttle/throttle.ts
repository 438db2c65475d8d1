import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "../signing-in.tables.ts"

/** So many tries are free; each one after that waits twice as long as the one before; all seconds. */
export type Limit = { free: number; wait: number; longest: number; forget: number }
export type Bucket = { name: string; limit: Limit }

const minute = 60
const hour = 60 * minute

/** Tries per bucket. Strict where one client meets one account, loose where many people may stand behind one name. */
export const limits = {
  pair: { free: 5, wait: 30, longest: hour, forget: 24 * hour },
  account: { free: 50, wait: minute, longest: 15 * minute, forget: 6 * hour },
  address: { free: 40, wait: 30, longest: hour, forget: 15 * minute },
  second: { free: 10, wait: minute, longest: hour, forget: 24 * hour },
  mail: { free: 4, wait: minute, longest: hour, forget: 6 * hour },
  link: { free: 20, wait: 30, longest: hour, forget: 6 * hour },
  typed: { free: 15, wait: 30, longest: hour, forget: 24 * hour },
  holder: { free: 200, wait: minute, longest: 10 * minute, forget: hour },
  mailAccount: { free: 12, wait: 5 * minute, longest: hour, forget: 24 * hour },
  comment: { free: 20, wait: minute, longest: hour, forget: hour },
  unasked: { free: 3, wait: hour, longest: hour, forget: hour },
} satisfies Record<string, Limit>

/**
 * Counts one try in every bucket, before it is made, so that a hundred at once are counted too. Runs in transactions of
 * its own: what is refused or fails afterwards stays counted.
 *
 * @returns null when the try may be made, else the instant when the next one may
 */
export async function take(db: Db, buckets: Bucket[], now: Date): Promise<Date | null> {
  const names = buckets.map((b) => b.name)
  const blocked = await db
    .selectFrom("platform.throttle")
    .select("blocked_until")
    .where("bucket", "in", names)
    .where("blocked_until", ">", now)
    .orderBy("blocked_until", "desc")
    .executeTakeFirst()
  if (blocked) return blocked.blocked_until
  for (const bucket of buckets) if (!(await count(db, bucket, now))) return take(db, [bucket], now)
  return null
}

/** One try in one bucket; false when another one has just closed it. */
async function count(db: Db, { name, limit }: Bucket, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - limit.forget * 1000)
  const hits = sql<number>`(CASE WHEN t.at < ${since} THEN 1 ELSE t.hits + 1 END)`
  const pause = (n: typeof hits) => sql<Date | null>`CASE WHEN ${n} >= ${limit.free}::int THEN ${now}::timestamptz
    + least(${limit.longest}::float8, ${limit.wait}::float8 * power(2, least(20, ${n} - ${limit.free}::int))) * interval '1 second' END`
  const { rows } = await sql`
    INSERT INTO platform.throttle AS t (bucket, hits, at, blocked_until) VALUES (${name}, 1, ${now}, ${pause(sql`1`)})
    ON CONFLICT (bucket) DO UPDATE SET hits = ${hits}, at = ${now}, blocked_until = ${pause(hits)}
    WHERE t.blocked_until IS NULL OR t.blocked_until <= ${now} RETURNING 1`.execute(db)
  return rows.length === 1
}

/** After a success: the pair starts afresh, and the try is taken back from what others share; a closed bucket stays closed. */
export async function giveBack(db: Db, pair: Bucket | null, shared: Bucket[]): Promise<void> {
  if (pair) await db.deleteFrom("platform.throttle").where("bucket", "=", pair.name).execute()
  for (const { name, limit } of shared)
    await db
      .updateTable("platform.throttle")
      .set({
        hits: sql<number>`hits - 1`,
        blocked_until: sql<Date | null>`CASE WHEN hits > ${limit.free}::int THEN blocked_until END`,
      })
      .where("bucket", "=", name)
      .where("hits", ">", 0)
      .execute()
}
