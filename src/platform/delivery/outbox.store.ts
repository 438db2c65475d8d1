import type { Db } from "#platform/db.ts"
import type { MailState } from "./tables.ts"

const perPage = 50

/** A page of the outbox, newest first, from below the letter `after`. @returns `more` is the key of the next page */
export async function listMail(db: Db, by: { state?: MailState | undefined; after?: number | undefined }) {
  const rows = await db
    .selectFrom("platform.outgoing_mail")
    .select(["id", "to_address", "subject", "purpose", "created_at", "state", "attempts", "error"])
    .$if(by.state !== undefined, (q) => q.where("state", "=", by.state!))
    .$if(by.after !== undefined, (q) => q.where("id", "<", by.after!))
    .orderBy("id", "desc")
    .limit(perPage + 1)
    .execute()
  const mails = rows.slice(0, perPage)
  return { mails, more: rows.length > perPage ? mails.at(-1)!.id : undefined }
}

export const findMail = (db: Db, id: number) =>
  db.selectFrom("platform.outgoing_mail").selectAll().where("id", "=", id).executeTakeFirst()

/**
 * How letters stand, for whoever had them sent. Those that are over 90 days old are forgotten and not in the answer.
 * `error` is for `mailError` of the outbox page.
 */
export async function mailStates(
  db: Db,
  ids: number[],
): Promise<Map<number, { state: MailState; sentAt: Date | null; error: string | null }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom("platform.outgoing_mail")
    .select(["id", "state", "sent_at as sentAt", "error"])
    .where("id", "=", (x) => x.fn.any(x.val(ids)))
    .execute()
  return new Map(rows.map(({ id, ...letter }) => [id, letter]))
}

export type MailRow = NonNullable<Awaited<ReturnType<typeof findMail>>>
