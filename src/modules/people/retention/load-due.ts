import type { Db } from "#platform/db.ts"
import { type Due, listDue } from "./due.store.ts"
import { stillDue } from "./find-due.ts"
import { loadRetention } from "./retention.store.ts"
import type { Named } from "./retention.ts"

/**
 * A part of the list «Пора уничтожить» without those who came back since the last round, so that it may be shorter
 * than `limit`; `next` goes into `after`, null at the end.
 */
export async function loadDue(db: Db, of: { kept: boolean; today: string; after?: number | undefined; limit: number }) {
  const { kept, today, after = 0, limit } = of
  const rules = await loadRetention(db)
  const found = await listDue(db, { kept, today, after, limit: limit + 1 })
  const lines = found.slice(0, limit)
  const named = await stillDue(
    db,
    rules,
    today,
    lines.map(({ personId }) => personId),
  )
  const rows: (Due & Named)[] = lines.flatMap((line) => {
    const one = named.get(line.personId)
    return one ? [{ ...line, ...one }] : []
  })
  return { rows, rules, next: found.length > limit ? lines.at(-1)!.id : null }
}
