import { type SqlBool, sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { type Request, requests } from "../request/request.store.ts"
import type { Alarm, RequestFilter } from "./request-filter.ts"
import "../tables.ts"

/** What narrows a list besides the address: what the reader may see, and the day. */
export type Reader = {
  visibilities: Request["visibility"][]
  /** All ids of the territories meant; undefined: any. */
  territories?: number[] | undefined
  /** YYYY-MM-DD */
  today: string
  soonDays: number
  silentDays: number
}

const dayMs = 86_400_000
/** A day so many days from another, both YYYY-MM-DD. */
export const dayFrom = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** By what a list is ordered: alarms by the day that rings them, the rest by the newest request. */
const orderOf = (alarm: Alarm | undefined) =>
  alarm === "overdue" || alarm === "soon"
    ? "r.term_on"
    : alarm === "silent" || alarm === "no_term"
      ? "r.asked_on"
      : null

/** What rings an alarm; each is an index of its own (request_due, request_quiet, request_no_term). */
function rings(alarm: Alarm, { today, soonDays, silentDays }: Reader) {
  switch (alarm) {
    case "overdue":
      return sql<SqlBool>`r.stage = 'accepted' AND r.term_on < ${today}`
    case "soon":
      return sql<SqlBool>`r.stage = 'accepted' AND r.term_on BETWEEN ${today} AND ${dayFrom(today, soonDays)}`
    case "silent":
      return sql<SqlBool>`r.stage IN ('asked', 'received') AND ((r.stage = 'asked' AND r.silent_since <= ${dayFrom(today, -silentDays)})
        OR (r.stage = 'received' AND r.silent_since < ${today}))`
    case "no_term":
      return sql<SqlBool>`r.stage = 'accepted' AND r.term_on IS NULL AND r.term = ''`
  }
}

function narrowed(db: Db, q: RequestFilter, reader: Reader) {
  return requests(db)
    .where("r.visibility", "in", reader.visibilities)
    .$if(reader.territories !== undefined, (x) =>
      x.where("r.territory_id", "=", sql<number>`ANY(${reader.territories ?? []})`),
    )
    .$if(q.body !== undefined, (x) => x.where("r.party_id", "=", q.body!))
    .$if(q.resolution !== undefined, (x) => x.where("r.resolution_id", "=", q.resolution!))
    .$if(q.theme !== undefined, (x) => x.where("r.theme_id", "=", q.theme!))
    .$if(q.year !== undefined, (x) => x.where("r.year", "=", q.year!))
    .$if(q.stage !== undefined, (x) => x.where("r.stage", "=", q.stage!))
    .$if(q.alarm !== undefined, (x) => x.where(rings(q.alarm!, reader)))
    .$if(q.waiting !== undefined, (x) =>
      x.where(
        sql<SqlBool>`r.id IN (SELECT request_id FROM commitments.act
          WHERE needs_word AND settled_by IS NULL AND kind = ${q.waiting!})`,
      ),
    )
}

/** One page of requests: alarms begin with the longest wait, other lists with the newest request. */
export async function listRequests(db: Db, q: RequestFilter, reader: Reader, limit: number): Promise<Request[]> {
  const order = orderOf(q.alarm)
  const query = narrowed(db, q, reader).limit(limit)
  if (order === null)
    return query
      .$if(q.after !== undefined, (x) => x.where("r.id", "<", q.after!.id))
      .orderBy("r.id", "desc")
      .execute()
  return query
    .$if(q.after !== undefined, (x) =>
      x.where(sql<SqlBool>`(${sql.ref(order)}, r.id) > (${q.after!.key}::date, ${q.after!.id})`),
    )
    .orderBy(order)
    .orderBy("r.id")
    .execute()
}

/** The place after a request, as the address holds it. */
export const placeAfter = (q: RequestFilter, last: Request): string => {
  const order = orderOf(q.alarm)
  return `${order === "r.term_on" ? last.termOn : order === "r.asked_on" ? last.askedOn : ""}~${last.id}`
}

const most = 1_000

/** How many there are, at most so many: counting all of a hundred thousand would cost more than the page. */
export async function countRequests(
  db: Db,
  q: RequestFilter,
  reader: Reader,
): Promise<{ count: number; more: boolean }> {
  const some = narrowed(db, q, reader)
    .clearSelect()
    .select(sql`1`.as("one"))
    .limit(most + 1)
    .as("some")
  const { n } = await db
    .selectFrom(some)
    .select((x) => x.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow()
  return { count: Math.min(Number(n), most), more: Number(n) > most }
}
