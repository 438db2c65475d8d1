import { numberOf } from "#modules/deliberation/public.ts"
import type { Mail } from "#platform/delivery/queue-mail.ts"
import type { Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import { type Asker, answerAddress } from "../recipient/mail-request.ts"
import type { Site } from "../site.ts"
import type { ReminderItem, ReminderLetter } from "./gather-letters.ts"

type Speech = { say: Say; locale: Site["locale"] }

/** Where an item stands, as the letter says it: «Срок прошёл 1 июня 2026 г., отчёта нет.» */
export function stateInLetter({ say, locale }: Speech, item: Pick<ReminderItem, "alarm" | "stage" | "since">): string {
  const date = longDate(item.since, locale)
  if (item.alarm === "silent")
    return say(item.stage === "received" ? "watch.state.considered.text" : "watch.state.silent.text", { date })
  return say(`watch.state.${item.alarm}.text`, { date })
}

/** The number that people name an item by, with a dot: «1.2.» */
export const dotted = (item: { label: string; path: string }) => numberOf(item).replace(/\.?$/, ".")

/** The way in that a letter shows; a preview shows it hidden, for it answers in the addressee's name. */
export type WayIn = { url: string; short: string; code: string }
export const wayInOf = (site: Site, recipient: { id: number; generation: number }): WayIn =>
  answerAddress(site, recipient)

/** A letter of reminder, or to the head of a body, as it goes by e-mail; both bring the recipient's own link. */
export function reminderMail(site: Site, asker: Asker, letter: ReminderLetter, wayIn: WayIn): Mail {
  const { say, locale } = site
  const { kind, recipient, resolution, items } = letter
  const about = {
    organisation: asker.organisation || say("watch.mail.centre"),
    addressee: recipient.addressee,
    title: resolution.title,
    date: resolution.date ? longDate(resolution.date, locale) : "",
    count: items.length,
  }
  const until = recipient.expiresAt.toISOString().slice(0, 10)
  const contact = [asker.executor, asker.phone].filter(Boolean).join(", ")
  const text = [
    say("watch.mail.salutation"),
    say(`watch.mail.${kind}.text`, about),
    ...items.map((item) => `${dotted(item)} ${item.text}\n${stateInLetter(site, item)}`),
    say("watch.mail.link.text", { url: wayIn.url }),
    say("watch.mail.code.text", { short: wayIn.short, code: wayIn.code, until: longDate(until, locale) }),
    contact && say("watch.mail.contact.text", { contact }),
  ]
  const title = resolution.title.replace(/\s+/g, " ").slice(0, 120)
  return {
    to: letter.to,
    subject: say(`watch.mail.${kind}.subject`, { title, count: items.length }),
    text: text.filter(Boolean).join("\n\n"),
    purpose: "reminder",
    secret: true,
    once: true,
    replyRoute: `answer-${recipient.id}`,
  }
}
