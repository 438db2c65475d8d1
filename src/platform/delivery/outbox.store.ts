import type { Db, Tx } from "#platform/db.ts"
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

/** Takes back letters that nobody has begun to send, of those whose answers lead to these routes. */
export async function dropQueued(tx: Tx, routes: string[]): Promise<void> {
  if (!routes.length) return
  await tx
    .deleteFrom("platform.outgoing_mail")
    .where("reply_route", "=", (x) => x.fn.any(x.val(routes)))
    .where("state", "=", "queued")
    .execute()
}

/** Where answers to the first of these letters that has such a place lead. */
export async function routeOf(db: Db, ids: number[]): Promise<string | undefined> {
  const routes = ids.length
    ? await db
        .selectFrom("platform.outgoing_mail")
        .select(["id", "reply_route"])
        .where("id", "=", (x) => x.fn.any(x.val(ids)))
        .where("reply_route", "is not", null)
        .execute()
    : []
  return ids.map((id) => routes.find((row) => row.id === id)?.reply_route).find((route) => route != null) ?? undefined
}

/** Marks a letter that the mail server took and another one refused. Reports about other people's letters do nothing. */
export async function noteBounce(tx: Tx, id: number, { recipients, reason }: { recipients: string[]; reason: string }) {
  await tx
    .updateTable("platform.outgoing_mail")
    .set({ state: "failed", error: reason.slice(0, 500) })
    .where("id", "=", id)
    .where("state", "in", ["sending", "sent", "failed"])
    .where((x) => x(x.fn("lower", ["to_address"]), "=", x.fn.any(x.val(recipients))))
    .execute()
}

export type MailRow = NonNullable<Awaited<ReturnType<typeof findMail>>>
