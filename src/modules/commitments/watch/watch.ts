import { addWorkdays, isWorkday, type Workdays } from "#platform/workdays/workdays.ts"
import type { Rule } from "../rule/rule.store.ts"

/**
 * Why a request deserves a letter. `silent`: no answer, or the day until which it was considered is past. `soon`: the
 * term is near. `overdue`: it is past. `no_term`: taken into work, and nobody has said until when.
 */
export const alarms = ["overdue", "soon", "silent", "no_term"] as const
export type Alarm = (typeof alarms)[number]

/** `escalation`: to the head of the body, after long silence or long past the term. */
export type ReminderKind = "reminder" | "escalation"

/** What the round compares dates with. `before` is the last working day before `day`: what ended later is not late yet,
 * for a term on a day off ends on the next working day (ГК РФ, ст. 193). Days are YYYY-MM-DD. */
export type WatchedDay = Pick<Rule, "silentDays" | "soonDays" | "repeatDays" | "escalateDays"> & {
  day: string
  before: string
}

export const watchedDay = (rule: Rule, workdays: Workdays, day: string): WatchedDay => ({
  silentDays: rule.silentDays,
  soonDays: rule.soonDays,
  repeatDays: rule.repeatDays,
  escalateDays: rule.escalateDays,
  day,
  before: addWorkdays(workdays, day, -1),
})

/** Nothing goes out on its own later than this hour: a letter in the evening is read as reproach. */
const lastHour = 18

/** Whether the round of this day may go now. `hour` is 0–23 in the installation's zone. */
export const isTime = (rule: Pick<Rule, "sendHour">, workdays: Workdays, now: { day: string; hour: number }): boolean =>
  isWorkday(workdays, now.day) && now.hour >= rule.sendHour && now.hour < lastHour
