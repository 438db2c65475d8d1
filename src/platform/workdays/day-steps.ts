const dayLength = 86_400_000

/** The day (YYYY-MM-DD) so many days after another; before it when `n` is negative. */
export const dayAfter = (day: string, n = 1): string =>
  new Date(Date.parse(day) + n * dayLength).toISOString().slice(0, 10)

/** Whether a day (YYYY-MM-DD) is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0
