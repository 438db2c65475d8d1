import { postalAddresses } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import type { LetterItem, LetterKind } from "../tables.ts"

export const letterheadFields = ["organisation", "address", "post", "signatory", "executor", "phone"] as const
export type Letterhead = Record<(typeof letterheadFields)[number], string> & {
  template: Buffer | null
  templateName: string
}

/** Who writes the letters; empty until somebody has said. */
export async function loadLetterhead(db: Db): Promise<Letterhead> {
  const row = await db
    .selectFrom("commitments.letterhead")
    .select([...letterheadFields, "template", "template_name as templateName"])
    .executeTakeFirst()
  return (
    row ?? {
      organisation: "",
      address: "",
      post: "",
      signatory: "",
      executor: "",
      phone: "",
      template: null,
      templateName: "",
    }
  )
}

export async function saveLetterhead(
  tx: Tx,
  head: Omit<Letterhead, "templateName"> & { templateName: string },
): Promise<void> {
  const { templateName, ...fields } = head
  const values = { ...fields, template_name: templateName }
  await tx
    .insertInto("commitments.letterhead")
    .values(values)
    .onConflict((c) => c.column("id").doUpdateSet(values))
    .execute()
}

/** The letters of a resolution that have a number, in the order of numbers, with where they go. */
export async function lettersOf(db: Db, resolutionId: number) {
  const letters = await db
    .selectFrom("commitments.letter")
    .select(["id", "addressee", "number", "number_text as numberText", "year", "dated", "items", "party_id as partyId"])
    .where("resolution_id", "=", resolutionId)
    .orderBy("year")
    .orderBy("number")
    .execute()
  const addresses = await postalAddresses(
    db,
    letters.flatMap((l) => l.partyId ?? []),
  )
  return letters.map(({ partyId, ...letter }) => {
    const to = partyId === null ? undefined : addresses.get(partyId)
    return { ...letter, letterTo: to?.letterTo ?? null, address: to?.postalAddress ?? null }
  })
}

export type NewLetter = {
  direction?: "out" | "in"
  kind: LetterKind
  resolutionId: number | null
  recipientId?: number | null
  requestId?: number | null
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
        items: JSON.stringify(one.items),
        at: by.now,
        user_id: by.userId,
      })),
    )
    .returning("id")
    .execute()
  return rows.map((row) => row.id)
}
export type NumberedLetter = Awaited<ReturnType<typeof lettersOf>>[number]
