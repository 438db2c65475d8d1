import { dayAfter, isWeekend } from "./day-steps.ts"
import { exceptionsOf, type YearDays } from "./year-days.ts"

/** Non-working holidays, MM-DD: Labour Code of Russia, article 112, part 1. */
const january = ["01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08"]
const others = ["02-23", "03-08", "05-01", "05-09", "06-12", "11-04"]

/** Days off moved by the Government (part 5 of the same article): from, to. */
const transfers: Record<number, [from: string, to: string][]> = {
  // Government decree No. 1466 of 24 September 2025
  2026: [
    ["2026-01-03", "2026-01-09"],
    ["2026-01-04", "2026-12-31"],
  ],
}

/** Whether the Government's transfers of this year are known here. */
export const knowsTransfers = (year: number): boolean => year in transfers

/** The non-working holidays of a year. */
export const holidaysOf = (year: number): string[] => [...january, ...others].map((day) => `${year}-${day}`)

const made = new Map<number, YearDays>()

/** The exceptions of a year by the Labour Code and the transfers that are known here. */
export function builtInYear(year: number): YearDays {
  const days = made.get(year) ?? exceptionsOf(makeYear(year))
  made.set(year, days)
  return days
}

function makeYear(year: number): YearDays {
  const days: YearDays = {}
  const isOff = (day: string) => day in days || isWeekend(day)
  for (const day of holidaysOf(year)) days[day] = "off"
  // Part 2: a holiday on a weekend gives its day off to the next working day; those of January do not.
  for (const day of others.map((other) => `${year}-${other}`)) {
    if (!isWeekend(day)) continue
    let next = dayAfter(day)
    while (isOff(next)) next = dayAfter(next)
    days[next] = "off"
  }
  for (const [, to] of transfers[year] ?? []) days[to] = "off"
  // Article 95: the working day right before a holiday is an hour shorter.
  for (const day of [...holidaysOf(year), `${year + 1}-01-01`]) {
    const eve = dayAfter(day, -1)
    if (eve.startsWith(`${year}`) && !isOff(eve)) days[eve] = "short"
  }
  return days
}
