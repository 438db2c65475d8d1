import type { ColumnType, JSONColumnType } from "kysely"
import type { YearDays } from "./year-days.ts"

export interface WorkdayYearTable {
  year: number
  /** Days that differ from «Saturday and Sunday are off». */
  days: JSONColumnType<YearDays>
  file_name: string
  stored_at: Date
}
export interface QuietDayTable {
  day: ColumnType<string, string, never>
  reason: string
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.workday_year": WorkdayYearTable
    "platform.quiet_day": QuietDayTable
  }
}
