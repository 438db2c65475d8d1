import type { Tx } from "#platform/db.ts"
import { queueMails } from "#platform/delivery/queue-mail.ts"
import type { Asker } from "../recipient/mail-request.ts"
import type { Site } from "../site.ts"
import type { ReminderLetter } from "./gather-letters.ts"
import { insertReminders, remindedOn, renewLinks } from "./reminder.store.ts"
import { reminderMail, wayInOf } from "./reminder-mail.ts"

const dayMs = 86_400_000
/** A letter must not bring a link that ends while it is being passed on inside of an office. */
const leastDays = 60

export type Written = { mailed: number; paper: number; requests: number }

/**
 * Queues letters and writes them down, all in the open transaction, whose recipients are locked. Whoever has had such a
 * letter today gets none. Without an address the letter waits on the list to be printed.
 */
export async function writeReminders(
  tx: Tx,
  given: ReminderLetter[],
  how: {
    site: Site
    askerOf(territoryId: number | null): Asker
    linkDays: number
    byHand: boolean
    userId: string | null
    now: Date
  },
): Promise<Written> {
  const { site, askerOf, now } = how
  const ids = [...new Set(given.map(({ recipient }) => recipient.id))]
  const done = await remindedOn(tx, ids, site.today)
  const until = new Date(now.getTime() + how.linkDays * dayMs)
  const soon = new Date(now.getTime() + Math.min(leastDays, how.linkDays) * dayMs)
  const letters = given
    .filter(({ kind, recipient }) => !done.has(`${recipient.id} ${kind}`))
    .map((letter) =>
      letter.recipient.expiresAt < soon ? { ...letter, recipient: { ...letter.recipient, expiresAt: until } } : letter,
    )
  const renewed = letters.flatMap(({ recipient }) => (recipient.expiresAt === until ? recipient.id : []))
  if (renewed.length) await renewLinks(tx, renewed, until)
  const byMail = letters.filter(({ to }) => to !== "")
  const mails = await queueMails(
    tx,
    byMail.map((letter) => reminderMail(site, askerOf(letter.territoryId), letter, wayInOf(site, letter.recipient))),
    now,
  )
  const mailOf = new Map(byMail.map((letter, i) => [letter, mails[i]!]))
  await insertReminders(
    tx,
    letters.map((letter) => ({
      recipientId: letter.recipient.id,
      territoryId: letter.territoryId,
      kind: letter.kind,
      mailId: mailOf.get(letter) ?? null,
      about: letter.items.map(({ request, alarm, termOn }) => ({ request, alarm, termOn })),
    })),
    { day: site.today, byHand: how.byHand, userId: how.userId, now },
  )
  return {
    mailed: byMail.length,
    paper: letters.length - byMail.length,
    requests: new Set(letters.flatMap(({ items }) => items.map(({ request }) => request))).size,
  }
}
