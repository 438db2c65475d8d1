import type { Tx } from "#platform/db.ts"
import type { Saying } from "#platform/refusal.ts"
import { listOn } from "../service-list/service-list.store.ts"
import { serviceNames } from "../social-service/service.store.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { providersOf } from "./provider.store.ts"
import { type ProviderInput, troublesOf } from "./service-provider.ts"

/**
 * What does not fit in a provider, by field, and the service as the list in force calls it.
 * @param self the one that is being changed
 */
export async function checkProvider(
  tx: Tx,
  partyId: number,
  provider: ProviderInput,
  today: string,
  self?: { id: number; serviceId: number },
): Promise<{ troubles: Record<string, Saying> | null; service: string }> {
  const list = await listOn(tx, today)
  const named = list && (await serviceNames(tx, list.number, [provider.serviceId])).get(provider.serviceId)
  // A service that the list has dropped is not taken on anew; who provided it may still be corrected.
  if (!named && self?.serviceId !== provider.serviceId)
    return { troubles: { serviceId: { key: "provider.no_service" } }, service: "" }
  const { territoryId } = provider
  if (territoryId !== null && !(await allTerritories(tx)).some(({ id }) => id === territoryId))
    return { troubles: { territoryId: { key: "invalid.choice" } }, service: "" }
  const others = (await providersOf(tx, partyId)).filter(
    (other) => other.serviceId === provider.serviceId && other.id !== self?.id,
  )
  return { troubles: troublesOf(provider, others, today), service: named ? `${named.code} ${named.name}` : "" }
}
