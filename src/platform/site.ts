import { z } from "zod"
import { dayIn } from "#platform/day.ts"
import type { Locale, Say } from "#platform/i18n.ts"
import type { Services } from "#platform/services.ts"

/** What letters are written with: handed into commands, for nothing is ambient. */
export type Site = {
  secret: string
  baseUrl: string
  /** The installation's language: letters go out in it. */
  locale: Locale
  say: Say
  /** YYYY-MM-DD in the installation's zone. */
  today: string
}

/** What letters are written with, out of the services. @example perform(askAddressees, caller, { …, site: siteOf(services) }) */
export const siteOf = ({ secret, baseUrl, config, translator, clock }: Services): Site => ({
  secret,
  baseUrl,
  locale: config.LOCALE_DEFAULT,
  say: translator.say[config.LOCALE_DEFAULT],
  today: dayIn(config.TZ_DEFAULT, clock.now()),
})

/** The part of a command's input that `siteOf` gives. */
export const site = z.custom<Site>((given) => typeof given === "object" && given !== null)
