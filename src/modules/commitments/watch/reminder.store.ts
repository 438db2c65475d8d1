import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Alarm, ReminderKind } from "./watch.ts"
import "../tables.ts"
import "./tables.ts"

const recipientColumns = [
  "id",
  "resolution_id as resolutionId",
  "party_id as partyId",
  "addressee",
  "email",
  "generation",
  "expires_at as expiresAt",
] as const

/** Those to be written to, by number; whose link was revoked is not among them. */
export const remindable = (db: Db, ids: number[]) =>
  db
    .selectFrom("commitments.recipient")
    .select(recipientColumns)
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("revoked_at", "is", null)
    .orderBy("id")
    .execute()
export type Remindable = Awaited<ReturnType<typeof remindable>>[number]

/** Keeps others from writing to the same recipients until the transaction ends: two rounds follow one another. */
export async function lockRecipients(tx: Tx, ids: number[]): Promise<void> {
  await sql`SELECT id FROM commitments.recipient WHERE id = ANY(${ids}) ORDER BY id FOR NO KEY UPDATE`.execute(tx)
}

/** Who got which letter on a day already, as «12 reminder». */
export async function remindedOn(db: Db, ids: number[], day: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("commitments.reminder")
    .select(["recipient_id", "kind"])
    .where("recipient_id", "=", sql<number>`ANY(${ids})`)
    .where("on_day", "=", day)
    .execute()
  return new Set(rows.map((row) => `${row.recipient_id} ${row.kind}`))
}

export type NewReminder = {
  recipientId: number
  territoryId: number | null
  kind: ReminderKind
  mailId: number | null
  about: { request: number; alarm: Alarm; termOn: string | null }[]
}

/** Writes down whom we wrote to, and of what. A second one on the same day and of the same kind fails. */
export async function insertReminders(
  tx: Tx,
  all: NewReminder[],
  how: { day: string; byHand: boolean; userId: string | null; now: Date },
): Promise<void> {
  if (!all.length) return
  const rows = await tx
    .insertInto("commitments.reminder")
    .values(
      all.map((one) => ({
        recipient_id: one.recipientId,
        territory_id: one.territoryId,
        kind: one.kind,
        on_day: how.day,
        channel: one.mailId === null ? ("paper" as const) : ("email" as const),
        mail_id: one.mailId,
        by_hand: how.byHand,
        user_id: how.userId,
        at: how.now,
      })),
    )
    .returning("id")
    .execute()
  const about = rows.flatMap(({ id }, i) => all[i]!.about.map((one) => ({ ...one, id, kind: all[i]!.kind })))
  await sql`
    INSERT INTO commitments.reminded (reminder_id, request_id, kind, alarm, term_on, on_day)
      SELECT u.reminder, u.request, u.kind, u.alarm, u.term, ${how.day}::date
      FROM unnest(${about.map((a) => a.id)}::bigint[], ${about.map((a) => a.request)}::bigint[],
        ${about.map((a) => a.kind)}::text[], ${about.map((a) => a.alarm)}::text[],
        ${about.map((a) => a.termOn)}::date[]) AS u (reminder, request, kind, alarm, term)`.execute(tx)
}

/** Lets links that we write about live on. */
export async function renewLinks(tx: Tx, ids: number[], until: Date): Promise<void> {
  await tx
    .updateTable("commitments.recipient")
    .set({ expires_at: until })
    .where("id", "=", sql<number>`ANY(${ids})`)
    .execute()
}

/** Days that the round is over with, the newest first. */
export const rounds = (db: Db, limit = 1) =>
  db
    .selectFrom("commitments.round")
    .select(["day", "finished_at as finishedAt", "due", "mailed", "paper"])
    .orderBy("day", "desc")
    .limit(limit)
    .execute()

export async function saveRound(
  tx: Tx,
  row: { day: string; finishedAt: Date; due: number; mailed: number; paper: number },
): Promise<void> {
  const { finishedAt, ...rest } = row
  await tx
    .insertInto("commitments.round")
    .values({ ...rest, finished_at: finishedAt })
    .onConflict((c) => c.column("day").doNothing())
    .execute()
}
