/** Who decides for whoever is under 18 (СК РФ, ст. 64; ГК РФ, ст. 31–33). */
export const relations = ["mother", "father", "guardian", "adopter", "foster", "other"] as const
export type Relation = (typeof relations)[number]

export type Guardian = {
  id: number
  personId: string
  name: string
  relation: Relation
  phone: string
  email: string
}
