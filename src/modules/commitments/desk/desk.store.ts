import { type RawBuilder, sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { dayFrom } from "../listing/list-requests.store.ts"
import type { Alarm, WaitingKind } from "../listing/request-filter.ts"
import { type Request, requests } from "../request/request.store.ts"
import type { Reach } from "./reach.ts"
import "../tables.ts"

/** One line of a list: the request, the act that waits where one does, and the day by which the list is ordered. */
export type Found = { request: number; act: number | null; day: string }
/** The beginning of a list and how long it is, `most` + 1 when it is longer than anybody counts. */
export type FoundList = { found: Found[]; count: number }

/** Nobody reads on from "more than 1000", and counting further would cost more than the page. */
export const most = 1000

const counted = sql.lit(most + 1)

/** Rows of a list in its order, from everywhere or narrowed by `here`, so many at most. */
type Part = (here: RawBuilder<unknown>, limit: RawBuilder<unknown>) => RawBuilder<unknown>

/**
 * The beginning of a list out of its index, and how long the list is. For territories the index of each is read by
 * itself, so that a list costs the same however much lies in others.
 */
async function beginning(db: Db, reach: Reach, part: Part, limit: number): Promise<FoundList> {
  const from = (rows: RawBuilder<unknown>) =>
    reach === "everywhere"
      ? sql`(${part(sql``, rows)}) AS f`
      : sql`unnest(${reach}::bigint[]) AS t (id) CROSS JOIN LATERAL (${part(sql`AND x.territory_id = t.id`, rows)}) AS f`
  const { rows } = await sql<{ request: number; act: number | null; day: string; n: number }>`
    SELECT f.request, f.act, f.day,
      (SELECT count(*) FROM (SELECT FROM ${from(counted)} LIMIT ${counted}) AS c) AS n
    FROM ${from(sql.lit(limit))} ORDER BY f.act, f.day, f.request LIMIT ${limit}`.execute(db)
  return { found: rows.map(({ n: _, ...one }) => one), count: rows[0]?.n ?? 0 }
}

/** Acts of one kind that wait for a word of the centre, the oldest first. */
export const waitingList = (db: Db, reach: Reach, kind: WaitingKind, limit: number): Promise<FoundList> =>
  beginning(
    db,
    reach,
    (here, rows) => sql`
      SELECT x.request_id AS request, x.id AS act, x.on_day AS day FROM commitments.act x
      WHERE x.needs_word AND x.settled_by IS NULL AND x.kind = ${kind} ${here} ORDER BY x.id LIMIT ${rows}`,
    limit,
  )

export type Days = { today: string; silentDays: number; soonDays: number }

/** What rings an alarm, in the index that is made for it; the words are those of the list of requests. */
function ringing(alarm: Alarm, { today, silentDays, soonDays }: Days): Part {
  const due = (days: RawBuilder<unknown>, here: RawBuilder<unknown>, rows: RawBuilder<unknown>) => sql`
    SELECT x.id AS request, NULL::bigint AS act, x.term_on AS day FROM commitments.request x
    WHERE x.stage = 'accepted' AND ${days} ${here} ORDER BY x.term_on, x.id LIMIT ${rows}`
  switch (alarm) {
    case "overdue":
      return (here, rows) => due(sql`x.term_on < ${today}::date`, here, rows)
    case "soon":
      return (here, rows) =>
        due(sql`x.term_on >= ${today}::date AND x.term_on <= ${dayFrom(today, soonDays)}::date`, here, rows)
    case "silent":
      return (here, rows) => sql`
        (SELECT x.id AS request, NULL::bigint AS act, x.silent_since AS day FROM commitments.request x
         WHERE x.stage = 'asked' AND x.silent_since <= ${dayFrom(today, -silentDays)}::date ${here}
         ORDER BY x.silent_since, x.id LIMIT ${rows})
        UNION ALL
        (SELECT x.id, NULL::bigint, x.silent_since FROM commitments.request x
         WHERE x.stage = 'received' AND x.silent_since < ${today}::date ${here}
         ORDER BY x.silent_since, x.id LIMIT ${rows})`
    case "no_term":
      return (here, rows) => sql`
        SELECT x.id AS request, NULL::bigint AS act, x.asked_on AS day FROM commitments.request x
        WHERE x.stage = 'accepted' AND x.term_on IS NULL AND x.term = '' ${here}
        ORDER BY x.asked_on, x.id LIMIT ${rows}`
  }
}

/** Requests that ring an alarm, the longest wait first. */
export const alarmList = (db: Db, reach: Reach, alarm: Alarm, days: Days, limit: number): Promise<FoundList> =>
  beginning(db, reach, ringing(alarm, days), limit)

/** Requests whose addressee nobody could write to yet: no e-mail, and no letter on paper was numbered. */
export async function unreachedList(db: Db, reach: Reach, limit: number): Promise<FoundList> {
  const here = reach === "everywhere" ? sql`` : sql`AND x.territory_id = ANY(${reach}::bigint[])`
  const { rows } = await sql<{ request: number; day: string; n: number }>`
    SELECT f.request, f.day, count(*) OVER () AS n
    FROM (SELECT x.id AS request, x.asked_on AS day
          FROM commitments.recipient p JOIN commitments.request x ON x.recipient_id = p.id
          WHERE NOT p.reached AND x.stage = 'asked' ${here} LIMIT ${counted}) AS f
    ORDER BY f.day, f.request LIMIT ${limit}`.execute(db)
  return { found: rows.map(({ request, day }) => ({ request, act: null, day })), count: rows[0]?.n ?? 0 }
}

/** Letters to third bodies that should have been replied to by now, the longest wait first. */
export async function awaitedLetters(db: Db, reach: Reach, today: string, limit: number) {
  const { rows } = await sql<{ id: number; addressee: string; number: string; until: string; n: number }>`
    SELECT f.*, count(*) OVER () AS n
    FROM (SELECT l.id, l.addressee, l.number_text AS number, l.awaited_until AS until FROM commitments.letter l
          WHERE l.awaited_until IS NOT NULL AND l.replied_by IS NULL AND l.awaited_until < ${today}::date
            ${reach === "everywhere" ? sql`` : sql`AND l.territory_id = ANY(${reach}::bigint[])`}
          ORDER BY l.awaited_until, l.id LIMIT ${counted}) AS f
    ORDER BY f.until, f.id LIMIT ${limit}`.execute(db)
  return { letters: rows, count: rows[0]?.n ?? 0 }
}

/** Requests by their numbers, in no order. */
export const requestsByIds = (db: Db, ids: number[]): Promise<Request[]> =>
  requests(db).where("r.id", "=", sql<number>`ANY(${ids})`).execute()

/** What acts that wait say, for their lines. */
export const actsByIds = (db: Db, ids: number[]) =>
  db
    .selectFrom("commitments.act")
    .select(["id", "kind", "text", "term_on as termOn", "term", "channel"])
    .where("id", "=", sql<number>`ANY(${ids})`)
    .execute()

/** One request of each of these recipients that the reach covers, for letters that did not arrive. */
export const requestsOfRecipients = (db: Db, reach: Reach, recipients: number[]): Promise<Request[]> =>
  requests(db)
    .where("r.recipient_id", "=", sql<number>`ANY(${recipients})`)
    .$if(reach !== "everywhere", (q) => q.where("r.territory_id", "=", sql<number>`ANY(${reach as number[]})`))
    .distinctOn("r.recipient_id")
    .orderBy("r.recipient_id")
    .orderBy("r.id")
    .execute()
