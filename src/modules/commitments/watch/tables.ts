import type { ColumnType, Generated } from "kysely"
import type { Alarm, ReminderKind } from "./watch.ts"

export interface ReminderTable {
  id: Generated<number>
  recipient_id: number
  territory_id: number | null
  kind: ReminderKind
  on_day: string
  channel: "email" | "paper"
  mail_id: number | null
  /** The printed letter; empty for e-mail, and for paper that is not printed or has become moot. */
  letter_id: ColumnType<number | null, undefined, number | null>
  by_hand: boolean
  user_id: string | null
  at: Date
  closed_at: ColumnType<Date | null, undefined, Date>
}
export interface RemindedTable {
  reminder_id: number
  request_id: number
  kind: ReminderKind
  alarm: Alarm
  term_on: string | null
  on_day: string
}
export interface RoundTable {
  day: string
  finished_at: Date
  due: number
  mailed: number
  paper: number
}
export interface ComparisonDecisionTable {
  id: Generated<number>
  allowed: boolean
  decided_on: string
  basis: string
  at: Date
  user_id: string | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "commitments.reminder": ReminderTable
    "commitments.reminded": RemindedTable
    "commitments.round": RoundTable
    "commitments.comparison_decision": ComparisonDecisionTable
  }
}
