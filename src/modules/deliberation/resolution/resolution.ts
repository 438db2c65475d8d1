import type { Kind } from "../reading/understood.ts"

export const kinds = [
  "round_table",
  "conference",
  "forum",
  "council_session",
  "hearing",
  "charter",
  "other",
] as const satisfies Kind[]
export const forces = ["instruct", "recommend", "petition", "appeal", "consider", "decide", "endorse"] as const
export const visibilities = ["internal", "participants", "open"] as const
export type Visibility = (typeof visibilities)[number]

/** What policies need to know of a resolution. */
export type Resolution = {
  id: number
  title: string
  kind: Kind
  heldOn: string | null
  heldUntil: string | null
  place: string
  organiser: string
  participantsCount: number | null
  territoryId: number | null
  visibility: Visibility
  itemCount: number
  addressedCount: number
  closedCount: number
  sourceAttachment: string | null
  sourceName: string
  adoptedOn: string | null
  /** Belongs to the example world. */
  demo: boolean
}
