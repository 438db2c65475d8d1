import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import type { Workdays } from "./workdays.ts"
import type { YearDays } from "./year-days.ts"
import "./tables.ts"

/**
 * The production calendar in force, by one query for all of it: a year has some twenty exceptions.
 * @example const w = await loadWorkdays(db); const term = addWorkdays(w, view.today, 30)
 */
export async function loadWorkdays(db: Db): Promise<Workdays> {
  const { rows } = await sql<{ years: Record<string, YearDays> | null; quiet: string[] | null }>`
    SELECT (SELECT jsonb_object_agg(year, days) FROM platform.workday_year) AS years,
      (SELECT jsonb_agg(day) FROM platform.quiet_day) AS quiet`.execute(db)
  return { years: rows[0]?.years ?? {}, quiet: new Set(rows[0]?.quiet) }
}
