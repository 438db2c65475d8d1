import type { Saying } from "#platform/refusal.ts"
import { type DayKind, exceptionsOf, type YearDays } from "./year-days.ts"

/** What is wrong with a file, and in which line of it; null is the whole file. */
export type Trouble = { line: number | null; saying: Saying }
export type ReadYear = { ok: true; year: number; days: YearDays } | { ok: false; troubles: Trouble[] }

/** Years for which a calendar can be stored. */
export const [firstYear, lastYear] = [2000, 2099]

/** A word of the file as it may be shown in a sentence. */
export const quoted = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

export const trouble = (line: number | null, key: string, params?: Saying["params"]): Trouble => ({
  line,
  saying: params ? { key, params } : { key },
})

/** What a reader is filling: days of one year, and what is wrong with the lines. */
export type YearFile = { year: number | null; days: YearDays; lines: Map<string, number>; troubles: Trouble[] }
export const emptyFile = (): YearFile => ({ year: null, days: {}, lines: new Map(), troubles: [] })

/** Takes one line in: its day (null where `text` is no date) and kind. */
export function take(file: YearFile, line: number, day: string | null, kind: DayKind, text: string): void {
  const told = quoted(text)
  if (day === null) return void file.troubles.push(trouble(line, "workdays.file.no_date", { text: told }))
  const year = Number(day.slice(0, 4))
  file.year ??= year
  const before = file.lines.get(day)
  if (year !== file.year)
    file.troubles.push(trouble(line, "workdays.file.other_year", { text: told, year: String(file.year) }))
  else if (before !== undefined)
    file.troubles.push(trouble(line, "workdays.file.twice", { text: told, before: String(before) }))
  else {
    file.days[day] = kind
    file.lines.set(day, line)
  }
}

/** The file as a whole: its year, or all that is wrong with it. */
export function finish({ year, days, troubles }: YearFile): ReadYear {
  if (troubles.length) return { ok: false, troubles }
  if (year === null || !Object.keys(days).length) return { ok: false, troubles: [trouble(null, "workdays.file.empty")] }
  if (year < firstYear || year > lastYear)
    return { ok: false, troubles: [trouble(null, "workdays.file.far_year", { year: String(year) })] }
  return { ok: true, year, days: exceptionsOf(days) }
}
