import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import type { Alarm } from "./watch.ts"
import "../tables.ts"
import "./tables.ts"

const perPage = 50
const columns = [
  "m.id",
  "m.kind",
  "m.on_day as onDay",
  "m.channel",
  "m.mail_id as mailId",
  "m.letter_id as letterId",
  "m.by_hand as byHand",
  "m.closed_at as closedAt",
  "p.addressee",
  "p.resolution_id as resolutionId",
] as const

const reminders = (db: Db, territories: number[] | undefined) =>
  db
    .selectFrom("commitments.reminder as m")
    .innerJoin("commitments.recipient as p", "p.id", "m.recipient_id")
    .select(columns)
    .select(sql<number>`(SELECT count(*) FROM commitments.reminded d WHERE d.reminder_id = m.id)`.as("requests"))
    .$if(territories !== undefined, (q) => q.where("m.territory_id", "=", sql<number>`ANY(${territories}::bigint[])`))

/** The register of reminders, newest first, from below number `after`; `territories` undefined for all. */
export async function listReminders(
  db: Db,
  by: { territories: number[] | undefined; after?: number | undefined; limit?: number },
) {
  const { territories, after, limit = perPage } = by
  const rows = await reminders(db, territories)
    .$if(after !== undefined, (q) => q.where("m.id", "<", after!))
    .orderBy("m.id", "desc")
    .limit(limit + 1)
    .execute()
  const list = rows.slice(0, limit)
  return { list, more: rows.length > limit ? list.at(-1)!.id : undefined }
}
export type ListedReminder = Awaited<ReturnType<typeof listReminders>>["list"][number]

/** Paper letters that nobody has printed yet, the oldest first, and whether there are more. */
export async function paperWaiting(db: Db, territories: number[] | undefined, limit: number) {
  const rows = await reminders(db, territories)
    .select(["m.recipient_id as recipientId"])
    .where("m.channel", "=", "paper")
    .where("m.closed_at", "is", null)
    .orderBy("m.id")
    .limit(limit + 1)
    .execute()
  return { list: rows.slice(0, limit), more: rows.length > limit }
}

/** Every reminder of each request, newest first: for the request's page and lists. */
export async function remindersOf(db: Db, requestIds: number[]): Promise<Map<number, RequestReminder[]>> {
  if (!requestIds.length) return new Map()
  const rows = await db
    .selectFrom("commitments.reminded as d")
    .innerJoin("commitments.reminder as m", "m.id", "d.reminder_id")
    .select(["d.request_id as requestId", "d.alarm", "m.id", "m.kind", "m.on_day as onDay", "m.channel"])
    .select(["m.mail_id as mailId", "m.letter_id as letterId", "m.by_hand as byHand", "m.closed_at as closedAt"])
    .where("d.request_id", "=", sql<number>`ANY(${requestIds})`)
    .orderBy("m.id", "desc")
    .execute()
  return Map.groupBy(rows, (row) => row.requestId)
}
export type RequestReminder = Pick<
  ListedReminder,
  "id" | "kind" | "onDay" | "channel" | "mailId" | "letterId" | "byHand" | "closedAt"
> & { requestId: number; alarm: Alarm }
