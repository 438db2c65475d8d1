/** Why personal data are destroyed (152-ФЗ, ст. 21): withdrawn consent, reached aim, passed term, the person's demand, a mistake. */
export const bases = ["consent_withdrawn", "aim_reached", "term_passed", "demand", "mistake"] as const
export type Basis = (typeof bases)[number]

/** The act of one destruction: what was destroyed by kind and number, and nothing that tells whose it was. */
export type Erasure = {
  number: number
  at: Date
  userName: string | null
  basis: Basis
  reason: string
  destroyed: Record<string, number>
}
