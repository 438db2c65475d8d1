import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import type { Entry, ServiceList } from "../service-list/service-list.ts"
import { type Listed, listProviders } from "../service-provider/provider.store.ts"
import { type Provider, prices, targets } from "../service-provider/service-provider.ts"
import type { Territory } from "../territory/territory.ts"

export const criterionJson = z
  .object({ name: z.string(), measured: z.string(), how: z.string(), threshold: z.string() })
  .openapi("ServiceCriterion", { description: "How good a service must be: what is measured, how, what is enough" })

/** A service as a version of the list has it. */
export const entryJson = z
  .object({
    id: z.int().openapi({ description: "The same in all versions" }),
    code: z.string(),
    name: z.string(),
    description: z.string(),
    criteria: z.array(criterionJson),
    version: z.int().openapi({ description: "Grows with every change in a draft" }),
  })
  .openapi("Service")

const day = z.iso.date().nullable()
/** A version of the list. */
export const listJson = z
  .object({
    number: z.int(),
    documentName: z.string(),
    documentNumber: z.string(),
    documentDate: day,
    link: z.string(),
    inForceFrom: day,
    version: z.int(),
    approved: z.boolean().openapi({ description: "An approved version never changes; drafts are for the staff" }),
  })
  .openapi("ServiceList")

export const toListJson = ({ approvedAt, ...list }: ServiceList): z.output<typeof listJson> => ({
  ...list,
  approved: approvedAt !== null,
})

export const toEntryJson = ({ id, code, name, description, criteria, version }: Entry): z.output<typeof entryJson> => ({
  id,
  code,
  name,
  description,
  criteria,
  version,
})

export const providerJson = z
  .object({
    id: z.int(),
    service: z.int(),
    organisation: z.object({ id: z.int(), name: z.string() }),
    territory: z.object({ id: z.int(), name: z.string() }).nullable().openapi({ description: "null is everywhere" }),
    targets: z.array(z.enum(targets)),
    price: z.enum(prices),
    priceNote: z.string(),
    howToGet: z.string(),
    phone: z.string(),
    address: z.string(),
    capacity: z.string(),
    from: z.iso.date(),
    until: day.openapi({ description: "The last day; null without a term" }),
    proof: z.string(),
    link: z.string(),
    version: z.int(),
  })
  .openapi("ServiceProvider")

/** A provider as everybody may read it. @param name of the organisation */
export function toProviderJson(
  provider: Provider,
  name: string,
  territories: Territory[],
): z.output<typeof providerJson> {
  const { serviceId, partyId, territoryId, ...rest } = provider
  const place = territories.find(({ id }) => id === territoryId)
  return {
    id: rest.id,
    service: serviceId,
    organisation: { id: partyId, name },
    territory: place ? { id: place.id, name: place.name } : null,
    targets: rest.targets,
    price: rest.price,
    priceNote: rest.priceNote,
    howToGet: rest.howToGet,
    phone: rest.phone,
    address: rest.address,
    capacity: rest.capacity,
    from: rest.from,
    until: rest.until,
    proof: rest.proof,
    link: rest.link,
    version: rest.version,
  }
}

/** A part of the providers of a service, and whether there are more. */
export async function providersPage(
  c: Ctx,
  id: number,
  given: { filter: Parameters<typeof listProviders>[2]; after: number | undefined; limit: number },
  territories: Territory[],
) {
  const { limit } = given
  const found: Listed[] = await listProviders(c.var.services.db, id, given.filter, {
    after: given.after,
    limit: limit + 1,
  })
  const items = found.slice(0, limit).map((one) => toProviderJson(one, one.name, territories))
  return { items, next: found.length > limit ? items.at(-1)!.id : null }
}
