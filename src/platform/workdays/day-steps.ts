const dayLength = 86_400_000

/** The day (YYYY-MM-DD) so many days after another; before it when `n` is negative. */
export const dayAfter = (day: string, n = 1): string =>
  new Date(Date.parse(day) + n * dayLength).toISOString().slice(0, 10)

/** Whether a day (YYYY-MM-DD) is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0

/** A day so many months earlier; where the month is shorter, its last day. @param day YYYY-MM-DD */
export function monthsEarlier(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}
