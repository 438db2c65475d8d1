import { z } from "@hono/zod-openapi"
import type { Territory } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type Affiliation, affiliationRoles } from "../affiliation/affiliation.ts"
import { confirmedRoles } from "../confirmed-role/confirmed-role.ts"
import { levels, type Skill, skillStates, stateOf } from "../skill/skill.ts"
import { language } from "../skill/skill-input.ts"
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

const skill = z
  .object({
    id: z.int(),
    competence: z.object({ id: z.int(), nameRu: z.string(), nameEn: z.string() }),
    level: z.enum(levels),
    state: z.enum(skillStates),
    until: z.iso.date().nullable().openapi({ description: "The last day" }),
    evidence: z.string().openapi({ description: "Here and in `link` and `ground`: empty for who may not see proofs" }),
    link: z.string(),
    ground: z.string(),
    confirmedAt: z.iso.datetime().nullable(),
    endedWhy: z.string(),
  })
  .openapi("PersonCompetence")

const confirmedRole = z
  .object({
    id: z.int(),
    role: z.enum(confirmedRoles),
    from: z.iso.date().nullable(),
    until: z.iso.date().nullable().openapi({ description: "The last day" }),
    ground: z.string().openapi({ description: "Empty for who may not see it" }),
    endedWhy: z.string(),
  })
  .openapi("ConfirmedRole")

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
    competences: z.array(skill).optional(),
    roles: z.array(confirmedRole).optional(),
    languages: z.array(language).optional(),
    availability: z.string().optional(),
    experience: z.string().optional(),
    affiliations: z.array(affiliation).optional(),
    url: z.url(),
  })
  .openapi("Person", { description: "Fields that the caller may not see are absent" })

const skillJson = (one: Skill, today: string): z.output<typeof skill> => ({
  id: one.id,
  competence: { id: one.competenceId, nameRu: one.nameRu, nameEn: one.nameEn },
  level: one.level,
  state: stateOf(one, today),
  until: one.until,
  evidence: one.evidence,
  link: one.link,
  ground: one.ground,
  confirmedAt: one.confirmedAt?.toISOString() ?? null,
  endedWhy: one.endedWhy,
})

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
    ...(seen.has("competences") && { competences: shown.skills.map((own) => skillJson(own, c.var.view.today)) }),
    ...(seen.has("roles") && {
      roles: shown.roles.map(({ personId: _, confirmedAt: _at, confirmedBy: _by, ...rest }) => rest),
    }),
    ...(seen.has("languages") && { languages: person.languages }),
    ...(seen.has("availability") && { availability: person.availability }),
    ...(seen.has("experience") && { experience: person.experience }),
    ...(seen.has("affiliations") && { affiliations: affiliations.map(one) }),
    url: c.var.services.baseUrl + addressOfPerson(person.id),
  }
}
