const dayLength = 86_400_000

/** The day (YYYY-MM-DD) so many days after another; before it when `n` is negative. */
export const dayAfter = (day: string, n = 1): string =>
  new Date(Date.parse(day) + n * dayLength).toISOString().slice(0, 10)

/** Whether a day (YYYY-MM-DD) is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0

/** All days of a year. */
export function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = dayAfter(day)) days.push(day)
  return days
}
