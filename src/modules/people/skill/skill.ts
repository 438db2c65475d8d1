/** How well somebody does it, from the least. */
export const levels = ["beginner", "confident", "expert"] as const
export type Level = (typeof levels)[number]

/** This level and those above it. */
export const levelsFrom = (least: Level): Level[] => levels.slice(levels.indexOf(least))

/** A competence out of the catalogue that a person has. */
export type Skill = {
  id: number
  personId: string
  competenceId: number
  nameRu: string
  nameEn: string
  level: Level
  /** By what it can be seen: words, and the address of a document or a work. */
  evidence: string
  link: string
  /** Who said so; null for the program. */
  statedBy: string | null
  confirmedAt: Date | null
  confirmedBy: string | null
  /** On what ground it was confirmed; "" when it was not. */
  ground: string
  /** The last day, YYYY-MM-DD; null: without a term. */
  until: string | null
  endedAt: Date | null
  endedWhy: string
}

export const skillStates = ["confirmed", "stated", "expired", "ended"] as const
export type SkillState = (typeof skillStates)[number]

/** How a competence of a person stands on a day, YYYY-MM-DD. Only a confirmed one counts where people are looked for. */
export function stateOf(
  { confirmedAt, until, endedAt }: Pick<Skill, "confirmedAt" | "until" | "endedAt">,
  today: string,
) {
  if (endedAt) return "ended" as const
  if (until !== null && until < today) return "expired" as const
  return confirmedAt ? ("confirmed" as const) : ("stated" as const)
}

/** In a list for the staff: what ends within so many days, or waits for somebody's word. */
export const proofFilters = ["expiring", "unconfirmed"] as const
export type ProofFilter = (typeof proofFilters)[number]
export const soon = 60

/** The day, YYYY-MM-DD, so many days after another. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
