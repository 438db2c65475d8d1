import { z } from "zod"
import { email, isKindOf, line, lines, partyFields } from "#modules/registry/public.ts"
import { affiliationRoles } from "../affiliation/affiliation.ts"
import { personFields } from "../person/person-input.ts"

const required = <T extends z.ZodType<string>>(field: T) => field.refine((text) => text !== "", "invalid.required")

const applicant = {
  familyName: personFields.familyName,
  givenName: required(line(100)),
  patronymic: line(100).default(""),
  email: required(email),
  phone: line(120).default(""),
  about: required(lines(4000)),
}

/** What an organisation says of itself and of its head. */
export const organisationInput = z.object({
  kind: z.literal("organisation"),
  ...applicant,
  name: partyFields.name,
  inn: partyFields.inn,
  partyKind: z.string().refine((kind) => isKindOf("organisation", kind), "invalid.choice"),
  territoryId: z.number({ error: "invalid.choice" }).int().positive(),
  directions: z.array(z.number().int()).max(20).default([]),
  post: line(200).default(""),
})

/** What a person says who wants to join a body, a community or an organisation. */
export const personApplicationInput = z.object({
  kind: z.literal("person"),
  ...applicant,
  partyId: z.number().int(),
  role: z.enum(affiliationRoles, { error: "invalid.choice" }),
  proof: lines(2000).default(""),
  mission: z.literal("yes", { error: "people.application.invalid.mission" }),
})

export const applicationInput = z.discriminatedUnion("kind", [organisationInput, personApplicationInput])
export type ApplicationInput = z.output<typeof applicationInput>
