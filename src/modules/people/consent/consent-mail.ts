import type { Mail } from "#platform/delivery/queue-mail.ts"
import type { Locale, Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Services } from "#platform/services.ts"
import { type Holder, linkCode, linkToken } from "#platform/session/bearer-link.ts"
import type { ConsentLink } from "./consent-link.store.ts"
import type { Operator } from "./consent-text.store.ts"

/** What letters are written with: handed into commands, for nothing is ambient. */
export type Site = { secret: string; baseUrl: string; locale: Locale; say: Say }

export const siteOf = ({ secret, baseUrl, config, translator }: Services): Site => ({
  secret,
  baseUrl,
  locale: config.LOCALE_DEFAULT,
  say: translator.say[config.LOCALE_DEFAULT],
})

/** The address by which one decides without an account, and the short one with its code for paper. */
export const consentAddress = (site: Pick<Site, "secret" | "baseUrl">, link: Holder) => ({
  url: `${site.baseUrl}/consent/${linkToken(site.secret, "consent", link)}`,
  short: `${site.baseUrl}/consent`.replace(/^https?:\/\//, ""),
  code: linkCode(site.secret, "consent", link),
})

type About = { link: ConsentLink; operator: Operator; to: string; name: string; person: string; guarded: boolean }

/** The letter with the link. Its text is erased once it is sent; the subject names nobody. */
export function consentMail(site: Site, { link, operator, to, name, person, guarded }: About): Mail {
  const { say, locale } = site
  const { url, short, code } = consentAddress(site, link)
  const until = longDate(link.expiresAt.toISOString().slice(0, 10), locale)
  return {
    to,
    subject: say("consent.mail.subject", { operator: operator.name.replace(/\s+/g, " ").slice(0, 120) }),
    text: [
      say("consent.mail.salutation", { name }),
      say(guarded ? "consent.mail.lead_guardian.text" : "consent.mail.lead.text", { person, operator: operator.name }),
      say("consent.mail.link", { url }),
      say("consent.mail.code", { short, code, until }),
      say("consent.mail.contact.text", { contact: operator.contact }),
    ].join("\n\n"),
    purpose: "consent",
    secret: true,
    until: link.expiresAt,
  }
}
