import type { Tx } from "#platform/db.ts"
import { enqueue } from "#platform/jobs.ts"
import "./tables.ts"

export type Mail = {
  to: string
  subject: string
  text: string
  /** What it is for, as the outbox groups it: `code`, `invitation`, `notice`, … */
  purpose: string
  /** The text holds a code or a link that opens something: it is erased once it has been sent. */
  secret?: boolean
  /** After this instant the letter is worth nothing and is not sent any more. */
  until?: Date
}

/**
 * Puts a letter into the outbox in the transaction that made it necessary; a job sends it once that is committed.
 *
 * @returns the letter's id
 * @example await queueMail(tx, { to, subject, text, purpose: "notice" }, now)
 */
export async function queueMail(tx: Tx, mail: Mail, now: Date): Promise<number> {
  const { id } = await tx
    .insertInto("platform.outgoing_mail")
    .values({
      to_address: mail.to,
      subject: mail.subject,
      body_text: mail.text,
      purpose: mail.purpose,
      holds_secret: mail.secret ?? false,
      created_at: now,
      expires_at: mail.until ?? null,
      state: "queued",
      sent_at: null,
      error: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await enqueue(tx, "mail", { id })
  return id
}
