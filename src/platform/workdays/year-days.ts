import { dayAfter, isWeekend } from "./day-steps.ts"

export const dayKinds = ["off", "short", "work"] as const
/** `short`: a working day that ends an hour earlier, before a holiday. */
export type DayKind = (typeof dayKinds)[number]

/** The days of one year (YYYY-MM-DD) that differ from an ordinary week, in which Saturday and Sunday are off. */
export type YearDays = Record<string, DayKind>

const ordinary = (day: string): DayKind => (isWeekend(day) ? "off" : "work")

/** What a day is in a year with these exceptions. */
export const kindIn = (days: YearDays, day: string): DayKind => days[day] ?? ordinary(day)

/** Only the days that differ from an ordinary week, in order. */
export const exceptionsOf = (days: YearDays): YearDays =>
  Object.fromEntries(
    Object.entries(days)
      .filter(([day, kind]) => kind !== ordinary(day))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** The days that two calendars of one year see differently, in order. */
export const differences = (before: YearDays, after: YearDays) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((day) => ({ day, before: kindIn(before, day), after: kindIn(after, day) }))
    .filter((one) => one.before !== one.after)

/** How many days of the year are working ones, and how many of these are short. */
export function countWorkdays(year: number, days: YearDays): { working: number; short: number } {
  const kinds = daysOf(year).map((day) => kindIn(days, day))
  return { working: kinds.filter((k) => k !== "off").length, short: kinds.filter((k) => k === "short").length }
}

/** All days of a year. */
export function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = dayAfter(day)) days.push(day)
  return days
}
