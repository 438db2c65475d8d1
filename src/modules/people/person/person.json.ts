import { z } from "@hono/zod-openapi"
import type { Territory } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type Affiliation, affiliationRoles } from "../affiliation/affiliation.ts"
import { addressOfPerson, fullName, groups } from "./person.ts"
import { groupsOf } from "./person-words.ts"
import type { ShownPerson } from "./show-person.ts"

const affiliation = z
  .object({
    id: z.int(),
    party: z.object({ id: z.int(), name: z.string() }),
    role: z.enum(affiliationRoles),
    post: z.string(),
    from: z.iso.date().nullable(),
    until: z.iso.date().nullable().openapi({ description: "The last day" }),
    endedWhy: z.string(),
  })
  .openapi("Affiliation")

/** A person in the API: a field that the caller may not see is absent. */
export const personBody = z
  .object({
    id: z.uuid(),
    familyName: z.string(),
    givenName: z.string(),
    patronymic: z.string(),
    name: z.string(),
    version: z.int().optional().openapi({ description: "For those who may change it" }),
    birthOn: z.iso.date().nullable().optional(),
    groups: z.array(z.enum(groups)).optional().openapi({ description: "What follows from age and studies" }),
    territory: z.object({ id: z.int(), name: z.string() }).nullable().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    address: z.string().optional(),
    note: z.string().optional(),
    affiliations: z.array(affiliation).optional(),
    url: z.url(),
  })
  .openapi("Person", { description: "Fields that the caller may not see are absent" })

export function personJson(c: Ctx, shown: ShownPerson, territories: Territory[]): z.output<typeof personBody> {
  const { person, seen, affiliations, parties, reader } = shown
  const place = territories.find(({ id }) => id === person.territoryId)
  const one = ({ personId: _, partyId, ...rest }: Affiliation) => ({
    ...rest,
    party: { id: partyId, name: parties.get(partyId)?.name ?? "" },
  })
  return {
    id: person.id,
    familyName: person.familyName,
    givenName: person.givenName,
    patronymic: person.patronymic,
    name: fullName(person),
    ...(reader === "staff" && { version: person.version }),
    ...(seen.has("birthOn") && {
      birthOn: person.birthOn,
      groups: groupsOf(person, affiliations, c.var.view.today),
    }),
    ...(seen.has("territory") && { territory: place ? { id: place.id, name: place.name } : null }),
    ...(seen.has("email") && { email: person.email }),
    ...(seen.has("phone") && { phone: person.phone }),
    ...(seen.has("address") && { address: person.address }),
    ...(seen.has("note") && { note: person.note }),
    ...(seen.has("affiliations") && { affiliations: affiliations.map(one) }),
    url: c.var.services.baseUrl + addressOfPerson(person.id),
  }
}
