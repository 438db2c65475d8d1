import type { Tx } from "#platform/db.ts"
import type { LetterItem, LetterKind } from "../tables.ts"
import { letterById, type RegisteredLetter } from "./register.store.ts"

export type NewLetter = {
  direction?: "out" | "in"
  kind: LetterKind
  resolutionId: number | null
  recipientId?: number | null
  requestId?: number | null
  itemId?: number | null
  /** Taken from the request or the recipient when it is absent. */
  territoryId?: number | null
  partyId: number | null
  addressee: string
  year: number
  number: number
  numberText: string
  dated: string
  channel?: "email" | "paper" | "both"
  mailId?: number | null
  subject?: string
  body?: string
  theirNumber?: string
  theirDate?: string | null
  awaitedUntil?: string | null
  replyTo?: number | null
  writer?: string
  items: LetterItem[]
}

/** Writes letters into the register. @returns their ids, in the order given */
export async function insertLetters(
  tx: Tx,
  letters: NewLetter[],
  by: { now: Date; userId: string | null },
): Promise<number[]> {
  const rows = await tx
    .insertInto("commitments.letter")
    .values(
      letters.map((one) => ({
        direction: one.direction ?? "out",
        kind: one.kind,
        resolution_id: one.resolutionId,
        recipient_id: one.recipientId ?? null,
        request_id: one.requestId ?? null,
        item_id: one.itemId ?? null,
        territory_id: one.territoryId ?? null,
        party_id: one.partyId,
        addressee: one.addressee,
        year: one.year,
        number: one.number,
        number_text: one.numberText,
        dated: one.dated,
        channel: one.channel ?? "paper",
        mail_id: one.mailId ?? null,
        subject: one.subject ?? "",
        body: one.body ?? "",
        their_number: one.theirNumber ?? "",
        their_date: one.theirDate ?? null,
        awaited_until: one.awaitedUntil ?? null,
        reply_to: one.replyTo ?? null,
        writer: one.writer ?? "",
        items: JSON.stringify(one.items),
        at: by.now,
        user_id: by.userId,
      })),
    )
    .returning("id")
    .execute()
  return rows.map((row) => row.id)
}

/** A letter, locked until the transaction ends. */
export async function lockLetter(tx: Tx, id: number): Promise<RegisteredLetter | undefined> {
  await tx.selectFrom("commitments.letter").select("id").where("id", "=", id).forUpdate().execute()
  return letterById(tx, id)
}

/** The letter of the outbox that carries it now. */
export const setMail = (tx: Tx, id: number, mailId: number) =>
  tx.updateTable("commitments.letter").set({ mail_id: mailId }).where("id", "=", id).execute()

/** Nobody waits for the answer of a letter any more: it has come. */
export const setReplied = (tx: Tx, id: number, by: number) =>
  tx.updateTable("commitments.letter").set({ replied_by: by }).where("id", "=", id).execute()
