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

/** Which basis an act of destruction then has. */
export const basisOf = (reason: DueReason) => (reason === "idle" ? "term_passed" : "consent_withdrawn")
