import { builtInYear } from "./built-in.ts"
import { dayAfter } from "./day-steps.ts"
import { kindIn, type YearDays } from "./year-days.ts"

/** The production calendar as `loadWorkdays` gives it. Days are YYYY-MM-DD everywhere. */
export type Workdays = {
  /** Years that an administrator has replaced; all others are built in. */
  years: Record<string, YearDays>
  /** Days on which the centre itself is silent, whatever the calendar says. */
  quiet: Set<string>
}

/** The exceptions of a year: stored by an administrator, or else built in. */
export const daysOfYear = (w: Workdays, year: number): YearDays => w.years[year] ?? builtInYear(year)

/** Whether people work on the day: neither off by the calendar nor a quiet day of the centre. */
export const isWorkday = (w: Workdays, day: string): boolean =>
  !w.quiet.has(day) && kindIn(daysOfYear(w, Number(day.slice(0, 4))), day) !== "off"

/** The day itself when people work on it, or else the first working day after it. */
export const nextWorkday = (w: Workdays, day: string): string => seek(w, day, 1)

/**
 * The n-th working day after the day, which itself does not count; with a negative n, before it.
 * With 0 the same as `nextWorkday`.
 * @example addWorkdays(w, "2026-11-03", 1) === "2026-11-05" // 4 November is a holiday
 */
export function addWorkdays(w: Workdays, day: string, n: number): string {
  if (n === 0) return nextWorkday(w, day)
  const step = n < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(n); left > 0; left--) at = seek(w, dayAfter(at, step), step)
  return at
}

function seek(w: Workdays, day: string, step: 1 | -1): string {
  let at = day
  while (!isWorkday(w, at)) at = dayAfter(at, step)
  return at
}
