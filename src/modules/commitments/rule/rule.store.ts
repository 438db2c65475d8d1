import type { Db } from "#platform/db.ts"
import "../tables.ts"

/** How requests are watched: numbers are days. */
export const loadRule = (db: Db) =>
  db
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
    .executeTakeFirstOrThrow()
export type Rule = Awaited<ReturnType<typeof loadRule>>
