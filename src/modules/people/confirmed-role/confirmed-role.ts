import type { Term } from "#modules/registry/public.ts"

/** What the centre has confirmed that a person may be for others. */
export const confirmedRoles = ["mentor", "expert", "assessor"] as const
export type RoleName = (typeof confirmedRoles)[number]

/** How each is found by the search, in both languages. */
export const roleNames: Record<RoleName, string[]> = {
  mentor: ["наставник", "mentor"],
  expert: ["эксперт", "expert"],
  assessor: ["аттестованный эксперт", "assessor"],
}

/** From a day until another, both in force; one that ended stays. */
export type ConfirmedRole = Term & {
  id: number
  personId: string
  role: RoleName
  /** On what ground: a certificate, an order, a protocol. */
  ground: string
  confirmedAt: Date
  confirmedBy: string | null
  endedWhy: string
}
