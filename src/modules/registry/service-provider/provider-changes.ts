import { type Change, changesBetween } from "#platform/events.ts"
import type { ProviderInput } from "./service-provider.ts"

const fields = {
  serviceTargets: ({ targets }: ProviderInput) => targets.join(", "),
  servicePrice: ({ price, priceNote }: ProviderInput) => [price, priceNote].filter(Boolean).join(", "),
  serviceHow: ({ howToGet }: ProviderInput) => howToGet,
  servicePhone: ({ phone }: ProviderInput) => phone,
  serviceAddress: ({ address }: ProviderInput) => address,
  serviceCapacity: ({ capacity }: ProviderInput) => capacity,
  serviceFrom: ({ from }: ProviderInput) => from,
  serviceUntil: ({ until }: ProviderInput) => until,
  serviceProof: ({ proof }: ProviderInput) => proof,
}
/** Names of the fields in the journal of an organisation. */
export const providerChanged = ["service", ...Object.keys(fields)]

const told = (provider: ProviderInput) =>
  Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, of(provider)])) as Record<string, unknown>

/** What the journal of the organisation says of a provider's fields; of a new one only what is filled in. */
export function changesOf(before: ProviderInput | undefined, after: ProviderInput): Change[] {
  const changes = changesBetween(before ? told(before) : {}, told(after), Object.keys(fields))
  return before ? changes : changes.filter((change) => change.after)
}
