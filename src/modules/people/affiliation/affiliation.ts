import { inForce, type Term } from "#modules/registry/public.ts"

/** What a person is in an organisation or a body. Several at once, each with its dates. */
export const affiliationRoles = [
  "head",
  "employee",
  "member",
  "volunteer",
  "curator",
  "contact",
  "student",
  "pupil",
] as const
export type AffiliationRole = (typeof affiliationRoles)[number]

/** Who learns there: «школьник», «студент» follow from it. */
export const learners = ["pupil", "student"] as const satisfies AffiliationRole[]

export type Affiliation = Term & {
  id: number
  personId: string
  partyId: number
  role: AffiliationRole
  post: string
  endedWhy: string
}

/** Those in force on a day, YYYY-MM-DD. */
export const present = <T extends Term>(all: T[], day: string): T[] => all.filter((one) => inForce(one, day))
