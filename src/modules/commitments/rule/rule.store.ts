import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import "../watch/tables.ts"

/** How requests are watched: numbers are days, `sendHour` is the hour from which the daily round goes (6–17). */
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
      "send_hour as sendHour",
    ])
    .executeTakeFirstOrThrow()
export type Rule = Awaited<ReturnType<typeof loadRule>>

export async function saveRule(tx: Tx, rule: Omit<Rule, "numberPattern">): Promise<void> {
  await tx
    .updateTable("commitments.rule")
    .set({
      silent_days: rule.silentDays,
      soon_days: rule.soonDays,
      repeat_days: rule.repeatDays,
      escalate_days: rule.escalateDays,
      link_days: rule.linkDays,
      automatic: rule.automatic,
      comparisons: rule.comparisons,
      send_hour: rule.sendHour,
    })
    .execute()
}

/** What the council decided about comparisons between bodies, the newest first. */
export const comparisonDecisions = (db: Db) =>
  db
    .selectFrom("commitments.comparison_decision")
    .select(["allowed", "decided_on as decidedOn", "basis"])
    .orderBy("id", "desc")
    .limit(20)
    .execute()

export type NewDecision = { allowed: boolean; decidedOn: string; basis: string; at: Date; userId: string | null }

export async function insertDecision(tx: Tx, one: NewDecision): Promise<void> {
  const { allowed, basis, at } = one
  const row = { allowed, basis, at, decided_on: one.decidedOn, user_id: one.userId }
  await tx.insertInto("commitments.comparison_decision").values(row).execute()
}
