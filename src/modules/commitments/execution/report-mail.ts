import type { Mail } from "#platform/delivery/queue-mail.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Asker } from "../recipient/mail-request.ts"
import type { Site } from "../site.ts"
import { receiptToken } from "./receipt-link.ts"

type About = { title: string /** YYYY-MM-DD */; on: string }

/** «Отчёт об исполнении на 1 октября 2026 г.: …» */
export const reportSubject = ({ say, locale }: Pick<Site, "say" | "locale">, { title, on }: About): string =>
  say("execution.mail.subject", {
    date: longDate(on, locale),
    title: title.replace(/\s+/g, " ").slice(0, 120),
  })

/** Where a report is read and its receipt confirmed without an account. */
export const receiptAddress = ({ secret, baseUrl }: Pick<Site, "secret" | "baseUrl">, recipientId: number): string =>
  `${baseUrl}/received/${receiptToken(secret, recipientId)}`

/** The letter that brings the report; it holds the link, so its text is erased once it is sent. */
export function reportMail(
  site: Site,
  asker: Asker,
  { title, on, text, recipient }: About & { text: string; recipient: { id: number; email: string; expiresAt: Date } },
): Mail {
  const { say, locale } = site
  const until = longDate(recipient.expiresAt.toISOString().slice(0, 10), locale)
  const contact = [asker.executor, asker.phone].filter(Boolean).join(", ")
  return {
    to: recipient.email,
    subject: reportSubject(site, { title, on }),
    text: [
      text,
      say("execution.mail.link", { url: receiptAddress(site, recipient.id), until }),
      contact && say("asking.mail.contact", { contact }),
      asker.organisation,
    ]
      .filter(Boolean)
      .join("\n\n"),
    purpose: "report",
    secret: true,
  }
}
