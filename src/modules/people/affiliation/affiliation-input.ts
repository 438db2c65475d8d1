import { z } from "zod"
import { day, line } from "#modules/registry/public.ts"
import { affiliationRoles } from "./affiliation.ts"

/** The fields of an affiliation, as a form and the API give them. */
export const affiliationFields = {
  partyId: z.number().int(),
  role: z.enum(affiliationRoles, { error: "invalid.choice" }),
  post: line(200).default(""),
  from: day.nullable().default(null),
  until: day.nullable().default(null),
}
