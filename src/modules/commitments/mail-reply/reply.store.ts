import { type Insertable, type RawBuilder, sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Reach } from "../desk/reach.ts"
import type { MailReplyTable, ReplyState } from "./tables.ts"
import "../tables.ts"
import "./tables.ts"

const columns = [
  "m.id",
  "m.recipient_id as recipientId",
  "m.territory_id as territoryId",
  "m.from_name as fromName",
  "m.from_address as fromAddress",
  "m.subject",
  "m.body_text as text",
  "m.not_kept as notKept",
  "m.received_at as receivedAt",
  "m.on_day as onDay",
  "m.taken_at as takenAt",
  "m.act_ids as actIds",
  "m.dismissed_at as dismissedAt",
  "m.reason",
  "m.state",
  "p.addressee",
  "p.email as recipientEmail",
] as const

const replies = (db: Db) =>
  db
    .selectFrom("commitments.mail_reply as m")
    .innerJoin("commitments.recipient as p", "p.id", "m.recipient_id")
    .select(columns)

export type MailReply = NonNullable<Awaited<ReturnType<typeof replyById>>>
/** The same in a list, which leaves out what the answer quotes. */
export type ListedReply = Omit<MailReply, "fullText">

/** An answer by e-mail by its number; undefined when there is none. */
export const replyById = (db: Db, id: number) =>
  replies(db).select("m.full_text as fullText").where("m.id", "=", id).executeTakeFirst()

/** The same, locked until the transaction ends. */
export async function lockReply(tx: Tx, id: number): Promise<MailReply | undefined> {
  await tx.selectFrom("commitments.mail_reply").select("id").where("id", "=", id).forUpdate().execute()
  return replyById(tx, id)
}

/** Keeps a message. @returns its number; undefined when it is there already */
export async function insertReply(tx: Tx, reply: Insertable<MailReplyTable>): Promise<number | undefined> {
  const row = await tx
    .insertInto("commitments.mail_reply")
    .values(reply)
    .onConflict((c) => c.column("incoming_mail_id").doNothing())
    .returning("id")
    .executeTakeFirst()
  return row?.id
}

/**
 * Numbers of answers in one state, newest first, below `after`. The index of each territory is read by itself, so that
 * a page costs the same however much lies in others.
 */
function numbers(
  reach: Reach,
  state: ReplyState,
  after: number | undefined,
  limit: number,
): RawBuilder<{ id: number }> {
  const below = after === undefined ? sql`` : sql`AND x.id < ${after}`
  const part = (here: RawBuilder<unknown>) => sql<{ id: number }>`
    SELECT x.id FROM commitments.mail_reply x WHERE x.state = ${state} ${here} ${below} ORDER BY x.id DESC LIMIT ${limit}`
  return reach === "everywhere"
    ? part(sql``)
    : sql<{ id: number }>`SELECT f.id FROM unnest(${reach}::bigint[]) AS t (id)
        CROSS JOIN LATERAL (${part(sql`AND x.territory_id = t.id`)}) AS f ORDER BY f.id DESC LIMIT ${limit}`
}

/** One page of answers by e-mail in one state, newest first, of the territories given. */
export const listReplies = (
  db: Db,
  reach: Reach,
  state: ReplyState,
  { after, limit }: { after?: number | undefined; limit: number },
): Promise<ListedReply[]> =>
  replies(db)
    .where("m.id", "in", sql<number>`(${numbers(reach, state, after, limit)})`)
    .orderBy("m.id", "desc")
    .execute()

const most = 1000

/** How many there are, `most` + 1 when there are more than anybody counts. */
export async function countReplies(db: Db, reach: Reach, state: ReplyState): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (${numbers(reach, state, undefined, most + 1)}) AS f`.execute(db)
  return rows[0]!.n
}

/** Answers that wait for somebody to look at them, newest first: for the desk. */
export const waitingReplies = (db: Db, reach: Reach, limit: number): Promise<ListedReply[]> =>
  listReplies(db, reach, "waiting", { limit })

/** What one recipient wrote that was not dismissed, newest first: for the page of a request. */
export const repliesOfRecipient = (db: Db, recipientId: number): Promise<ListedReply[]> =>
  replies(db)
    .where("m.recipient_id", "=", recipientId)
    .where("m.state", "!=", "dismissed")
    .orderBy("m.id", "desc")
    .limit(20)
    .execute()

/** The requests that acts are of, each once. */
export async function requestsOfActs(db: Db, actIds: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom("commitments.act")
    .select("request_id as id")
    .distinct()
    .where("id", "=", sql<number>`ANY(${actIds})`)
    .orderBy("request_id")
    .execute()
  return rows.map((row) => row.id)
}

export async function markTaken(tx: Tx, id: number, by: { at: Date; userId: string | null; actIds: number[] }) {
  await tx
    .updateTable("commitments.mail_reply")
    .set({ taken_at: by.at, taken_by: by.userId, act_ids: JSON.stringify(by.actIds) })
    .where("id", "=", id)
    .execute()
}

/** Puts an answer aside, or back with `null`. */
export async function markDismissed(
  tx: Tx,
  id: number,
  by: { at: Date; userId: string | null; reason: string } | null,
): Promise<void> {
  await tx
    .updateTable("commitments.mail_reply")
    .set({ dismissed_at: by?.at ?? null, dismissed_by: by?.userId ?? null, reason: by?.reason ?? "" })
    .where("id", "=", id)
    .execute()
}

/** Forgets what was dismissed before an instant. @returns the numbers of those that are gone */
export async function forgetDismissed(tx: Tx, before: Date): Promise<number[]> {
  const gone = await tx
    .deleteFrom("commitments.mail_reply")
    .where("dismissed_at", "<", before)
    .returning("id")
    .execute()
  return gone.map((row) => row.id)
}
