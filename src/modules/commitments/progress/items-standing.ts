import type { Standings } from "#modules/deliberation/public.ts"
import { dayIn } from "#platform/day.ts"
import type { Services } from "#platform/services.ts"
import { requestsOfItems } from "../request/request.store.ts"
import { itemStanding } from "./item-standing.ts"

/** Answers the question `items.standing` for a whole page. */
export async function itemsStanding(services: Services, { ids }: { ids: number[] }): Promise<Standings> {
  const today = dayIn(services.config.TZ_DEFAULT, services.clock.now())
  const byItem = Map.groupBy(await requestsOfItems(services.db, ids), (request) => request.itemId)
  const found: Standings = new Map()
  for (const [id, requests] of byItem) {
    const standing = itemStanding(requests, today)
    if (standing) found.set(id, standing)
  }
  return found
}
