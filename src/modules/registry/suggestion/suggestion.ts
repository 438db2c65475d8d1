import { type ProfileField, profileFields } from "../profile/profile.ts"

export const cardFields = ["name", "shortName", "site", "directions"] as const
/** What a representative may want changed. Values are kept as text: directions as ids with commas, a logo as its file. */
export const suggestedFields = [...cardFields, ...profileFields] as const
export type SuggestedField = (typeof cardFields)[number] | ProfileField
export type Values = Record<SuggestedField, string>
export type SuggestedChange = { field: SuggestedField; before: string; after: string }

export const states = ["waiting", "accepted", "partly", "returned", "withdrawn"] as const
export type State = (typeof states)[number]

/** The fields that somebody wants to be other than they are. */
export const changesWanted = (now: Values, wanted: Partial<Values>): SuggestedChange[] =>
  suggestedFields.flatMap((field) => {
    const after = wanted[field]
    return after === undefined || after === now[field] ? [] : [{ field, before: now[field], after }]
  })

/** `same`: the card says so already; `outdated`: it has become a third thing since; `fresh`: it is as it was. */
export const standing = ({ field, before, after }: SuggestedChange, now: Values): "same" | "outdated" | "fresh" =>
  now[field] === after ? "same" : now[field] === before ? "fresh" : "outdated"

/** What follows from accepting so many of so many. */
export const stateAfter = (accepted: number, of: number): State =>
  accepted === 0 ? "returned" : accepted === of ? "accepted" : "partly"
