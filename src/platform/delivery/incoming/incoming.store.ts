import type { Insertable } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import { removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import type { IncomingMailTable } from "./tables.ts"
import "./tables.ts"

const perPage = 50

/** Keeps a message. @returns its id; undefined when it is there already */
export async function insertMail(tx: Tx, mail: Insertable<IncomingMailTable>): Promise<number | undefined> {
  const row = await tx
    .insertInto("platform.incoming_mail")
    .values(mail)
    .onConflict((c) => c.column("message_id").doNothing())
    .returning("id")
    .executeTakeFirst()
  return row?.id
}

/** A page of what came in, newest first, from below the message `after`. @returns `more` is the key of the next page */
export async function listIncoming(db: Db, by: { withoutRoute?: boolean; after?: number | undefined }) {
  const rows = await db
    .selectFrom("platform.incoming_mail")
    .select(["id", "from_address", "from_name", "subject", "received_at", "route", "trouble"])
    .$if(by.withoutRoute === true, (q) => q.where("route", "is", null))
    .$if(by.after !== undefined, (q) => q.where("id", "<", by.after!))
    .orderBy("id", "desc")
    .limit(perPage + 1)
    .execute()
  const mails = rows.slice(0, perPage)
  return { mails, more: rows.length > perPage ? mails.at(-1)!.id : undefined }
}

/**
 * One message; its files are `attachmentsOf(db, { kind: "incoming_mail", id })`. It is forgotten with them after 90 days.
 */
export const findIncoming = (db: Db, id: number) =>
  db.selectFrom("platform.incoming_mail").selectAll().where("id", "=", id).executeTakeFirst()

export type IncomingMail = NonNullable<Awaited<ReturnType<typeof findIncoming>>>

/** Forgets what was taken before an instant, with its files. */
export async function forgetIncoming(tx: Tx, before: Date, now: Date): Promise<void> {
  const gone = await tx.deleteFrom("platform.incoming_mail").where("taken_at", "<", before).returning("id").execute()
  for (const { id } of gone) await removeAttachmentsOf(tx, { kind: "incoming_mail", id }, now)
}
