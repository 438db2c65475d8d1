import type { Locale } from "#platform/i18n.ts"

/** A time in words: `near` only around today («через 3 дня», «вчера, 16:40»), `exact` always. */
export type Said = { near: string | undefined; exact: string }

const nearDays = 14
const dayLength = 86_400_000
const tags = { ru: "ru-RU", en: "en-GB" } as const
const made = new Map<string, Intl.DateTimeFormat>()

/** Formats are dear to make and few, so they are kept. */
function format(locale: Locale | "iso", zone: string, what: "date" | "time"): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${what}`
  let found = made.get(key)
  if (!found) {
    const options: Intl.DateTimeFormatOptions =
      what === "time"
        ? { hour: "2-digit", minute: "2-digit" }
        : locale === "iso"
          ? { year: "numeric", month: "2-digit", day: "2-digit" }
          : { day: "numeric", month: "long", year: "numeric" }
    found = new Intl.DateTimeFormat(locale === "iso" ? "sv-SE" : tags[locale], { ...options, timeZone: zone })
    made.set(key, found)
  }
  return found
}

const relative = {
  ru: new Intl.RelativeTimeFormat("ru-RU", { numeric: "auto" }),
  en: new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }),
}

/** «г.» stays with its year. */
const dateOf = (locale: Locale, zone: string, at: Date | number) =>
  format(locale, zone, "date").format(at).replace(/ г\.$/, "\u00a0г.")

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayLength)

/** Says a calendar date; both are YYYY-MM-DD. */
export function sayDay(date: string, today: string, locale: Locale): Said {
  const days = daysBetween(today, date)
  return {
    near: Math.abs(days) <= nearDays ? relative[locale].format(days, "day") : undefined,
    exact: dateOf(locale, "UTC", Date.parse(date)),
  }
}

/** Says an instant by the wall clock of a zone. Where `near` names the hour, `exact` is the date alone. */
export function sayMoment(at: Date, now: Date, zone: string, locale: Locale): Said {
  const days = daysBetween(format("iso", zone, "date").format(now), format("iso", zone, "date").format(at))
  const time = format(locale, zone, "time").format(at)
  const date = dateOf(locale, zone, at)
  const near = Math.abs(days) <= nearDays ? relative[locale].format(days, "day") : undefined
  return Math.abs(days) <= 1 ? { near: `${near}, ${time}`, exact: date } : { near, exact: `${date}, ${time}` }
}
