import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { LetterItem } from "../tables.ts"
import type { ReminderKind } from "./watch.ts"
import "../tables.ts"
import "./tables.ts"

/** Which requests each of these reminders was about. */
export const requestsIn = (db: Db, reminderIds: number[]) =>
  db
    .selectFrom("commitments.reminded")
    .select(["reminder_id as reminder", "request_id as request"])
    .where("reminder_id", "=", sql<number>`ANY(${reminderIds})`)
    .execute()

/** Takes reminders off the list to print: into a letter each, or for nothing. */
export async function closeReminders(tx: Tx, all: { id: number; letter: number | null }[], at: Date): Promise<void> {
  await sql`UPDATE commitments.reminder m SET letter_id = u.letter, closed_at = ${at}
    FROM unnest(${all.map((one) => one.id)}::bigint[], ${all.map((one) => one.letter)}::bigint[]) AS u (id, letter)
    WHERE m.id = u.id`.execute(tx)
}

/** Letters that were printed together, the newest first, each lot named by its first letter. */
export const printedLots = (db: Db, territories: number[] | undefined, limit = 10) =>
  db
    .selectFrom("commitments.letter as l")
    .select((x) => [x.fn.min("l.id").as("first"), x.fn.countAll<number>().as("letters"), "l.at", "l.dated"])
    .where("l.kind", "in", ["reminder", "escalation"])
    .where("l.direction", "=", "out")
    .where("l.id", ">", lately)
    .$if(territories !== undefined, (q) => q.where("l.territory_id", "=", sql<number>`ANY(${territories}::bigint[])`))
    .groupBy(["l.at", "l.dated"])
    .orderBy("l.at", "desc")
    .limit(limit)
    .execute()
/** Lots are looked for among the last letters of the kind only, so that the page costs the same in ten years. */
const lately = sql<number>`coalesce((SELECT min(n.id) FROM (SELECT id FROM commitments.letter
  WHERE kind IN ('reminder', 'escalation') ORDER BY id DESC LIMIT 1000) n), 0) - 1`

/** The letters of a lot in the order of numbers; none when there is no such lot, or it is not of these territories. */
export async function lettersOfLot(db: Db, first: number, territories: number[] | undefined) {
  return (await db
    .selectFrom("commitments.letter as l")
    .innerJoin("commitments.letter as f", (j) => j.onRef("f.at", "=", "l.at").on("f.id", "=", first))
    .innerJoin("commitments.recipient as p", "p.id", "l.recipient_id")
    .select(["l.id", "l.kind", "l.addressee", "l.number_text as numberText", "l.dated", "l.items", "l.at"])
    .select(["l.party_id as partyId", "l.resolution_id as resolutionId"])
    .select(["p.id as recipientId", "p.generation", "p.expires_at as expiresAt"])
    .where("l.id", ">=", first)
    .where("l.id", "<", first + mostInLot * 10)
    .where("l.kind", "in", ["reminder", "escalation"])
    .$if(territories !== undefined, (q) => q.where("l.territory_id", "=", sql<number>`ANY(${territories}::bigint[])`))
    .orderBy("l.id")
    .execute()) as PrintedLetter[]
}
/** So many paper letters are made at once. */
export const mostInLot = 100

export type PrintedLetter = {
  id: number
  kind: ReminderKind
  addressee: string
  numberText: string
  dated: string
  items: LetterItem[]
  at: Date
  partyId: number | null
  resolutionId: number
  recipientId: number
  generation: number
  expiresAt: Date
}
