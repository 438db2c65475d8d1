const months = [
  ["января", "январь", "january"],
  ["февраля", "февраль", "february"],
  ["марта", "март", "march"],
  ["апреля", "апрель", "april"],
  ["мая", "май", "may"],
  ["июня", "июнь", "june"],
  ["июля", "июль", "july"],
  ["августа", "август", "august"],
  ["сентября", "сентябрь", "september"],
  ["октября", "октябрь", "october"],
  ["ноября", "ноябрь", "november"],
  ["декабря", "декабрь", "december"],
]

/** A day that exists, as YYYY-MM-DD, or null. */
function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1900 && year < 2200
    ? date.toISOString().slice(0, 10)
    : null
}

/**
 * A date as people type it: «14 марта», «14 марта 2026 г.», 14.03, 14.03.26, 14.03.2026, 2026-03-14, 14 March.
 * Without a year the one nearest to `today` (YYYY-MM-DD) that is not past is meant.
 *
 * @returns YYYY-MM-DD, or null when it is no date
 */
export function understandDay(typed: string, today: string): string | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/\s*г(ода|\.)?$/, "")
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const plain = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2}|\d{4}))?$/.exec(text)
  const worded = /^(\d{1,2})(?:-?го)? ([a-zа-яё]{3,})\.?(?: (\d{4}))?$/.exec(text)
  const found = plain ?? worded
  if (!found) return null
  const month = plain ? Number(plain[2]) : months.findIndex((names) => names.some((n) => n.startsWith(worded![2]!))) + 1
  if (month < 1) return null
  const day = Number(found[1])
  if (found[3]) return isoDay(Number(found[3].length === 2 ? `20${found[3]}` : found[3]), month, day)
  const year = Number(today.slice(0, 4))
  const thisYear = isoDay(year, month, day)
  return thisYear && thisYear >= today ? thisYear : isoDay(year + 1, month, day)
}

/**
 * A day that has been, as people type it: without a year the latest one that is not after `today` (YYYY-MM-DD).
 *
 * @returns YYYY-MM-DD, or null when it is no date; with its year typed it may lie ahead
 */
export function understandPastDay(typed: string, today: string): string | null {
  const [year, month, day] = today.split("-").map(Number) as [number, number, number]
  return understandDay(typed, new Date(Date.UTC(year - 1, month - 1, day + 1)).toISOString().slice(0, 10))
}

const isoDays = new Map<string, Intl.DateTimeFormat>()

/** The day, YYYY-MM-DD, that the clocks of a zone show at an instant. */
export function dayIn(zone: string, at: Date): string {
  let format = isoDays.get(zone) // dear to make
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone })
    isoDays.set(zone, format)
  }
  return format.format(at)
}

/** The instant at which a day (YYYY-MM-DD) begins by the clocks of a zone. */
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const offsetAt = (at: number) => {
    const shown = new Date(at).toLocaleString("sv-SE", { timeZone: zone })
    return Date.parse(`${shown.replace(" ", "T")}Z`) - at
  }
  const guess = midnight - offsetAt(midnight)
  return new Date(midnight - offsetAt(guess))
}

/** The name of a time zone as people know it. @example zoneInWords("Europe/Moscow", "ru") // «Москва, стандартное время» */
export const zoneInWords = (zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "long" })
    .formatToParts()
    .find(({ type }) => type === "timeZoneName")?.value ?? zone
