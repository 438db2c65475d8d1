/** Why a person is on the list: nothing happens to it any more, or its consent to processing was withdrawn. */
export const dueReasons = ["idle", "consent_withdrawn"] as const
export type DueReason = (typeof dueReasons)[number]

/** `idleMonths` and `readingMonths`: 0 turns the rule off. `withdrawnDays`: 1–30 (152-ФЗ, ст. 21, ч. 5). */
export type Retention = { idleMonths: number; withdrawnDays: number; readingMonths: number }

/** Names of what is set, in the order of the page. */
export const retentionFields = ["idleMonths", "withdrawnDays", "readingMonths"] as const

/** Whom a rule names; `since`: the day of the withdrawal, or the last one on which anything was known, YYYY-MM-DD. */
export type Named = { personId: string; reason: DueReason; since: string }

/** A day so many days later. @param day YYYY-MM-DD */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** A day so many months earlier; where the month is shorter, its last day. @param day YYYY-MM-DD */
export function monthsEarlier(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Which basis an act of destruction then has. */
export const basisOf = (reason: DueReason) => (reason === "idle" ? "term_passed" : "consent_withdrawn")
