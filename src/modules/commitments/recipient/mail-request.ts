import type { Mail } from "#platform/delivery/queue-mail.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Site } from "../site.ts"
import { linkCode, linkToken } from "./link.ts"

/** Who asks: shown in every letter and on the page of the answer, so that nobody takes the link for fraud. */
export type Asker = { organisation: string; executor: string; phone: string }

export type Asked = {
  recipient: { id: number; generation: number; addressee: string; email: string; expiresAt: Date }
  resolution: { title: string; date: string | null }
  items: { number: string; text: string }[]
}

/** The address that answers without an account, and the code for those who would rather type a short one. */
export const answerAddress = (site: Pick<Site, "secret" | "baseUrl">, holder: { id: number; generation: number }) => ({
  url: `${site.baseUrl}/answer/${linkToken(site.secret, holder)}`,
  short: `${site.baseUrl}/answer`.replace(/^https?:\/\//, ""),
  code: linkCode(site.secret, holder),
})

/** The letter that asks one recipient about their items, with the link. Its text is erased once it is sent. */
export function requestMail(site: Site, asker: Asker, { recipient, resolution, items }: Asked): Mail {
  const { say, locale } = site
  const { url, short, code } = answerAddress(site, recipient)
  const until = recipient.expiresAt.toISOString().slice(0, 10)
  const text = [
    say("asking.mail.salutation"),
    say("asking.mail.lead", {
      organisation: asker.organisation || say("asking.mail.centre"),
      addressee: recipient.addressee,
      title: resolution.title,
      date: resolution.date ? ` ${say("asking.mail.of", { date: longDate(resolution.date, locale) })}` : "",
      count: items.length,
    }),
    items.map((item) => `${item.number.replace(/\.?$/, ".")} ${item.text}`).join("\n\n"),
    say("asking.mail.link", { url }),
    say("asking.mail.code.text", { short, code, until: longDate(until, locale) }),
    asker.executor || asker.phone
      ? say("asking.mail.contact", { contact: [asker.executor, asker.phone].filter(Boolean).join(", ") })
      : "",
  ]
  return {
    to: recipient.email,
    subject: say("asking.mail.subject", {
      title: resolution.title.replace(/\s+/g, " ").slice(0, 120),
      count: items.length,
    }),
    text: text.filter(Boolean).join("\n\n"),
    purpose: "request",
    secret: true,
    replyRoute: `answer-${recipient.id}`,
  }
}
