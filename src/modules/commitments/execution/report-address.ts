import type { OnDay } from "#modules/deliberation/public.ts"
import { understandDay } from "#platform/day.ts"

/** What an address of a report asks for. `typed`: the day as it was typed; `wrong`: it is none, or has not come yet. */
export type Wanted = { day: OnDay; recipientId: number | null; typed: string; wrong: boolean }

/**
 * Reads the address of a report. A day without its year is the last one that has been: «1 октября».
 *
 * @param today YYYY-MM-DD; also the day of the report when the address names none, or a wrong one
 */
export function wantedBy(query: Record<string, string | undefined>, today: string): Wanted {
  const typed = (query.on ?? "").slice(0, 40)
  const on = typed ? pastDay(typed, today) : today
  const known = query.known && /^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/.test(query.known) ? new Date(query.known) : null
  return {
    day: { on: on ?? today, known: known && !Number.isNaN(known.getTime()) ? known : null },
    recipientId: /^\d{1,15}$/.test(query.addressee ?? "") ? Number(query.addressee) : null,
    typed,
    wrong: on === null,
  }
}

/** A day as people type it that has come already; without a year the last such one. */
export function pastDay(typed: string, today: string): string | null {
  const yearAgo = new Date(`${today}T00:00:00Z`)
  yearAgo.setUTCFullYear(yearAgo.getUTCFullYear() - 1)
  yearAgo.setUTCDate(yearAgo.getUTCDate() + 1)
  const day = understandDay(typed, yearAgo.toISOString().slice(0, 10))
  return day !== null && day <= today ? day : null
}

/** The address of a report; with `known` it shows the same for ever. `ending`: of a file instead of the page. */
export function reportAddress(
  id: number,
  { on, known, recipientId }: OnDay & { recipientId: number | null },
  ending = "",
): string {
  const query = new URLSearchParams({
    on,
    ...(recipientId !== null && { addressee: String(recipientId) }),
    ...(known && { known: known.toISOString() }),
  })
  return `/resolutions/${id}/execution${ending}?${query}`
}
