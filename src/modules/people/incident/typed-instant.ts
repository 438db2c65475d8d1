import { startOfDay, understandPastDay } from "#platform/day.ts"

/**
 * An instant that people type as a day and a time by the clock of the installation.
 * @returns ISO, or what was typed where it is none
 * @example typedInstant({ day: "21 ноября", time: "14:30" }, { today, zone })
 */
export function typedInstant(
  { day, time }: { day: string; time: string },
  { today, zone }: { today: string; zone: string },
): string {
  const date = understandPastDay(day, today)
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time.trim())
  if (!date || !clock) return `${day} ${time}`
  const at = startOfDay(date, zone).getTime() + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000
  return new Date(at).toISOString()
}
