import { itemsOnDay, type OnDay } from "#modules/deliberation/public.ts"
import type { Db } from "#platform/db.ts"
import { actsOf } from "../request/request.store.ts"
import { datedRequests } from "./execution.store.ts"
import { type Report, reportOf } from "./execution.ts"

/**
 * The report of a resolution as of a day. Whether it may be read is the question of the resolution's policy.
 *
 * @returns `latest`: when the last thing that any such report may tell was written down; null before there is any
 */
export async function loadReport(
  db: Db,
  resolutionId: number,
  day: OnDay,
  recipientId: number | null = null,
): Promise<Report & { latest: Date | null }> {
  const requests = await datedRequests(db, resolutionId)
  const acts = await actsOf(
    db,
    requests.map((request) => request.id),
  )
  const { items, changedAt } = await itemsOnDay(db, resolutionId, day)
  const times = [...requests, ...acts].map(({ at }) => at.getTime())
  const latest = times.reduce((last, at) => Math.max(last, at), changedAt?.getTime() ?? 0)
  return { ...reportOf(items, requests, acts, day, recipientId), latest: latest ? new Date(latest) : null }
}
