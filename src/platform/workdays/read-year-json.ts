import { z } from "zod"
import { isIsoDate } from "#platform/office/dates.ts"
import { daysOf } from "./year-days.ts"
import { emptyFile, finish, quoted, type ReadYear, trouble } from "./year-file.ts"

const shape = z.object({
  year: z.number().int().min(1000).max(9999),
  months: z.array(z.object({ month: z.number().int().min(1).max(12), days: z.string() })).min(1),
})
const two = (n: number | string) => String(n).padStart(2, "0")

/**
 * The JSON of xmlcalendar.ru: `{"year":2026,"months":[{"month":1,"days":"1,2,3,9+,30*"}]}`: all days off of a month,
 * moved ones with «+», and short working days with «*». Every other day is a working one, on a weekend, too.
 */
export function readYearJson(text: string): ReadYear {
  const parsed = shape.safeParse(asJson(text))
  if (!parsed.success) return { ok: false, troubles: [trouble(null, "workdays.file.not_xmlcalendar")] }
  const { year, months } = parsed.data
  const file = { ...emptyFile(), year }
  const missing = Array.from({ length: 12 }, (_, i) => i + 1).filter((n) => !months.some(({ month }) => month === n))
  if (missing.length) file.troubles.push(trouble(null, "workdays.file.no_month", { months: missing.join(", ") }))
  for (const { month, days } of months)
    for (const word of days.split(",").map((one) => one.trim())) {
      const [, date, mark] = /^(\d{1,2})([*+]?)$/.exec(word) ?? []
      const day = `${year}-${two(month)}-${two(date ?? "")}`
      if (isIsoDate(day)) file.days[day] = mark === "*" ? "short" : "off"
      else file.troubles.push(trouble(null, "workdays.file.no_day", { month: String(month), text: quoted(word) }))
    }
  for (const day of daysOf(year)) file.days[day] ??= "work"
  return finish(file)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
