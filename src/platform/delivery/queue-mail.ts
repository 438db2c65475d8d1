import type { Tx } from "#platform/db.ts"
import { enqueueAll } from "#platform/jobs.ts"
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
  /** Better not at all than twice: where nobody knows whether an attempt arrived, there is no other. */
  once?: true
  /** More lines of the head, in plain ASCII: `oneClickUnsubscribe(url)`, for one. */
  headers?: Record<string, string>
  /** Where an answer by e-mail leads, `answer-123` for one: small letters, digits and hyphens. See `incoming/`. */
  replyRoute?: string
  /** Ids of attachments that go with it. They are read when it is sent, so they must belong to something by then. */
  files?: string[]
  /** The Message-ID of the letter that this one answers, with its angle brackets. */
  inReplyTo?: string
}

/** One statement for so many letters. */
const batch = 500

/**
 * Puts letters into the outbox in the transaction that made them necessary; jobs send them once that is committed.
 *
 * @returns the letters' ids, in the order of the letters
 */
export async function queueMails(tx: Tx, mails: Mail[], now: Date): Promise<number[]> {
  const ids: number[] = []
  for (let at = 0; at < mails.length; at += batch) {
    const rows = mails.slice(at, at + batch).map((mail) => rowOf(mail, now))
    const inserted = await tx.insertInto("platform.outgoing_mail").values(rows).returning("id").execute()
    await enqueueAll(
      tx,
      "mail",
      inserted.map(({ id }) => ({ id })),
    )
    for (const { id } of inserted) ids.push(id)
  }
  return ids
}

/**
 * Puts one letter into the outbox: see `queueMails`.
 *
 * @returns the letter's id
 * @example await queueMail(tx, { to, subject, text, purpose: "notice" }, now)
 */
export async function queueMail(tx: Tx, mail: Mail, now: Date): Promise<number> {
  return (await queueMails(tx, [mail], now))[0]!
}

const rowOf = (mail: Mail, now: Date) => ({
  to_address: mail.to,
  subject: mail.subject,
  body_text: mail.text,
  purpose: mail.purpose,
  holds_secret: mail.secret ?? false,
  once: mail.once ?? false,
  headers: JSON.stringify(mail.headers ?? {}),
  reply_route: mail.replyRoute ?? null,
  files: mail.files ?? [],
  in_reply_to: mail.inReplyTo ?? null,
  created_at: now,
  expires_at: mail.until ?? null,
  state: "queued" as const,
  sent_at: null,
  error: null,
})
