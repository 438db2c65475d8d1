import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { ReportRecipientTable } from "./tables.ts"

const sendings = (db: Db) =>
  db.selectFrom("commitments.report_sending as s").select((x) => [
    "s.id",
    "s.resolution_id as resolutionId",
    "s.territory_id as territoryId",
    "s.on_day as on",
    "s.known_at as known",
    "s.recipient_id as recipientId",
    "s.text",
    "s.dated",
    x
      .selectFrom("commitments.report_recipient as r")
      .whereRef("r.sending_id", "=", "s.id")
      .select((y) => y.fn.countAll<number>().as("n"))
      .as("sent"),
    x
      .selectFrom("commitments.report_recipient as r")
      .whereRef("r.sending_id", "=", "s.id")
      .where("r.received_on", "is not", null)
      .select((y) => y.fn.countAll<number>().as("n"))
      .as("received"),
  ])
export type Sending = NonNullable<Awaited<ReturnType<typeof sendingById>>>

/** A report that was sent, with how many got it and how many of them confirmed that; undefined when there is none. */
export const sendingById = (db: Db, id: number) => sendings(db).where("s.id", "=", id).executeTakeFirst()

/** Reports on a resolution that were sent, the newest first; `before`: older than this one. */
export const sendingsOf = (db: Db, resolutionId: number, limit: number, before?: number) =>
  sendings(db)
    .where("s.resolution_id", "=", resolutionId)
    .$if(before !== undefined, (q) => q.where("s.id", "<", before!))
    .orderBy("s.id", "desc")
    .limit(limit)
    .execute()

const recipients = (db: Db) =>
  db
    .selectFrom("commitments.report_recipient as r")
    .leftJoin("commitments.letter as l", "l.id", "r.letter_id")
    .select([
      "r.id",
      "r.sending_id as sendingId",
      "r.letter_id as letterId",
      "r.party_id as partyId",
      "r.name",
      "r.email",
      "r.expires_at as expiresAt",
      "r.received_on as receivedOn",
      "r.received_by as receivedBy",
      "r.receiver_name as receiverName",
      "r.receiver_post as receiverPost",
      "r.their_number as theirNumber",
      "l.number_text as numberText",
      "l.mail_id as mailId",
    ])
export type ReportRecipient = NonNullable<Awaited<ReturnType<typeof reportRecipient>>>

/** Who reports were sent to, in the order of their lists. */
export const recipientsOfSendings = (db: Db, ids: number[]): Promise<ReportRecipient[]> =>
  recipients(db).where("r.sending_id", "=", sql<number>`ANY(${ids})`).orderBy("r.id").execute()

export const recipientsOfSending = (db: Db, id: number): Promise<ReportRecipient[]> => recipientsOfSendings(db, [id])

export const reportRecipient = (db: Db, id: number) => recipients(db).where("r.id", "=", id).executeTakeFirst()

/** The same, locked until the transaction ends: of two who note a receipt at once the second sees the first. */
export async function lockReportRecipient(tx: Tx, id: number): Promise<ReportRecipient | undefined> {
  await tx.selectFrom("commitments.report_recipient").select("id").where("id", "=", id).forUpdate().execute()
  return reportRecipient(tx, id)
}

/** The list that got the last report on this resolution, else on any of its territory. */
export async function lastRecipients(db: Db, resolutionId: number, territoryId: number | null) {
  const last = (where: "resolution_id" | "territory_id", value: number | null) =>
    db
      .selectFrom("commitments.report_sending")
      .select("id")
      .where(where, value === null ? "is" : "=", value)
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst()
  const sending = (await last("resolution_id", resolutionId)) ?? (await last("territory_id", territoryId))
  return sending ? recipientsOfSending(db, sending.id) : []
}

export type NewSending = {
  resolutionId: number
  territoryId: number | null
  on: string
  known: Date
  recipientId: number | null
  text: string
  dated: string
  userId: string | null
}

/** @returns its number */
export async function insertSending(tx: Tx, one: NewSending): Promise<number> {
  const { id } = await tx
    .insertInto("commitments.report_sending")
    .values({
      resolution_id: one.resolutionId,
      territory_id: one.territoryId,
      on_day: one.on,
      known_at: one.known,
      recipient_id: one.recipientId,
      text: one.text,
      dated: one.dated,
      user_id: one.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** @returns their numbers, in the order given */
export async function insertRecipients(
  tx: Tx,
  sendingId: number,
  all: { name: string; email: string; partyId: number | null; expiresAt: Date }[],
): Promise<number[]> {
  const rows = await tx
    .insertInto("commitments.report_recipient")
    .values(
      all.map(({ name, email, partyId, expiresAt }) => ({
        ...{ sending_id: sendingId, name, email, party_id: partyId, expires_at: expiresAt },
        ...{ letter_id: null, received_on: null, received_at: null, received_by: null, noted_by: null },
      })),
    )
    .returning("id")
    .execute()
  return rows.map(({ id }) => id)
}

/** Says which letter of the register went to which recipient. */
export const setLetters = (tx: Tx, ids: number[], letterIds: number[]) =>
  sql`UPDATE commitments.report_recipient r SET letter_id = x.letter
    FROM unnest(${ids}::bigint[], ${letterIds}::bigint[]) AS x (id, letter) WHERE r.id = x.id`.execute(tx)

export type Receipt = {
  on: string
  at: Date
  by: NonNullable<ReportRecipientTable["received_by"]>
  name: string
  post: string
  theirNumber: string
  notedBy: string | null
}

export const writeReceipt = (tx: Tx, id: number, receipt: Receipt) =>
  tx
    .updateTable("commitments.report_recipient")
    .set({
      received_on: receipt.on,
      received_at: receipt.at,
      received_by: receipt.by,
      receiver_name: receipt.name,
      receiver_post: receipt.post,
      their_number: receipt.theirNumber,
      noted_by: receipt.notedBy,
    })
    .where("id", "=", id)
    .execute()
