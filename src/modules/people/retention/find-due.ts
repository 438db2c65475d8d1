import type { Db } from "#platform/db.ts"
import { lastHappened } from "#platform/journal.ts"
import { monthsEarlier } from "#platform/workdays/day-steps.ts"
import { namedByRules } from "./retention.store.ts"
import type { Named, Retention } from "./retention.ts"

/** Nobody is used again by being kept: such an event is no sign of life. */
const noSign = ["person.kept"]

/** Of those whom the rules name, the ones to whom nothing happened since; `since` is then the day of the last event. */
export async function withoutEvents(db: Db, rules: Retention, today: string, named: Named[]): Promise<Named[]> {
  const idle = named.filter(({ reason }) => reason === "idle").map(({ personId }) => personId)
  const last = await lastHappened(db, "person", idle, noSign)
  const before = monthsEarlier(today, rules.idleMonths)
  return named.flatMap((one) => {
    const day = one.reason === "idle" ? (last.get(one.personId)?.toISOString().slice(0, 10) ?? "") : ""
    const since = [day, one.since].sort().at(-1)!
    return day >= before ? [] : [{ ...one, since }]
  })
}

/** Which of these people the rules name now: the list is as old as the last round. */
export const stillDue = async (db: Db, rules: Retention, today: string, ids: string[]): Promise<Map<string, Named>> => {
  const named = ids.length ? await namedByRules(db, rules, today, { ids }) : []
  return new Map((await withoutEvents(db, rules, today, named)).map((one) => [one.personId, one]))
}
