export type Language = "ru" | "en"

const TAG = { ru: "ru-RU", en: "en-GB" } as const
const styles = (options: Intl.DateTimeFormatOptions) => ({
  ru: new Intl.DateTimeFormat(TAG.ru, { ...options, timeZone: "UTC" }),
  en: new Intl.DateTimeFormat(TAG.en, { ...options, timeZone: "UTC" }),
})
// Made once: making one takes fifty times longer than using it.
const STYLES = {
  long: styles({ dateStyle: "long" }),
  short: styles({ day: "2-digit", month: "2-digit", year: "numeric" }),
}
const MONTHS =
  /^(?:(янв|jan)|(фев|feb)|(март?|mar)|(апр|apr)|(ма[йя]|may)|(июн|jun)|(июл|jul)|(авг|aug)|(сен|sep)|(окт|oct)|(ноя|nov)|(дек|dec))/i

/**
 * A date without a time, «2019-03-14», as midnight UTC. Every function here stays in UTC, so no zone can move the day.
 * @throws RangeError when the calendar has no such day
 */
export function dateFromIso(iso: string): Date {
  const date = new Date(`${iso}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || Number.isNaN(date.getTime()) || isoFromDate(date) !== iso)
    throw new RangeError(`not a date: ${iso}`)
  return date
}

/** The day of a date by UTC; cells of .xlsx come as such. */
export const isoFromDate = (date: Date): string => date.toISOString().slice(0, 10)

export function isIsoDate(text: string): boolean {
  try {
    dateFromIso(text)
    return true
  } catch {
    return false
  }
}

/** «14 марта 2019 г.», as ГОСТ Р 7.0.97-2016 (5.10) allows; "14 March 2019". */
export const longDate = (iso: string, language: Language): string => STYLES.long[language].format(dateFromIso(iso))

/** «14.03.2019»; "14/03/2019". */
export const shortDate = (iso: string, language: Language): string => STYLES.short[language].format(dateFromIso(iso))

/** «24–25 октября 2019 г.», or the one date when the second is absent or the same. */
export function longDateRange(from: string, to: string | null | undefined, language: Language): string {
  if (!to || to === from) return longDate(from, language)
  return STYLES.long[language].formatRange(dateFromIso(from), dateFromIso(to))
}

/** A date as people type it: «2019-03-14», «14.03.2019», «14/03/2019», «14 марта 2019 г.», "14 March 2019"; null when it is none. */
export function isoFromText(text: string): string | null {
  const trimmed = text.trim()
  const digits = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:\s*г\.?)?$/.exec(trimmed)
  const words = /^(\d{1,2})\s+([а-яёa-z]+)\s+(\d{4})(?:\s*(?:г\.?|года))?$/i.exec(trimmed)
  const month = words ? (MONTHS.exec(words[2]!)?.findIndex((group, i) => i > 0 && group) ?? 0) : Number(digits?.[2])
  const [day, year] = words ? [words[1]!, words[3]!] : [digits?.[1] ?? "", digits?.[3] ?? ""]
  const iso = digits || words ? `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}` : trimmed
  return isIsoDate(iso) ? iso : null
}
