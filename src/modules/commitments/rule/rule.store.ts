import type { Db } from "#platform/db.ts"
import "../tables.ts"

/** How requests are watched until somebody says otherwise; numbers are days. */
export const defaultRule = {
  silentDays: 14,
  soonDays: 7,
  repeatDays: 14,
  escalateDays: 30,
  linkDays: 365,
  automatic: true,
  comparisons: false,
  numberPattern: "{n}",
}
export type Rule = typeof defaultRule

/** How requests are watched. */
export async function loadRule(db: Db): Promise<Rule> {
  const row = await db
    .selectFrom("commitments.rule")
    .select([
      "silent_days as silentDays",
      "soon_days as soonDays",
      "repeat_days as repeatDays",
      "escalate_days as escalateDays",
      "link_days as linkDays",
      "automatic",
      "comparisons",
      "number_pattern as numberPattern",
    ])
    .executeTakeFirst()
  return row ?? defaultRule
}
