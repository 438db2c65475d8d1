import type { Party } from "../party/party.store.ts"
import { fieldNames } from "../party/party-words.ts"
import type { Profile } from "../profile/profile.ts"

const texts = [
  "mission",
  "about",
  "publicEmail",
  "publicPhone",
  "publicAddress",
  "openingHours",
  "links",
] as const satisfies (keyof Profile)[]

/** Fields of which a merged card has one value out of two; a logo goes with its words. */
export const mergeFields = [...fieldNames, ...texts, "logo"] as const
export type MergeField = (typeof mergeFields)[number]

/** All of a card that is chosen field by field. */
export type Sides = Party & Profile

const empty = (value: unknown) => value === null || value === ""

/** Fields in which two cards differ. */
export const differences = (survivor: Sides, merged: Sides): MergeField[] =>
  mergeFields.filter((field) => (survivor[field] ?? "") !== (merged[field] ?? ""))

/** Of those, the ones that hold what only the merged card knows: nobody has to choose them. */
export const usualChoice = (survivor: Sides, merged: Sides): MergeField[] =>
  differences(survivor, merged).filter((field) => empty(survivor[field]) && !empty(merged[field]))

/** Two registers of the state know them as two: whoever merges them has to say that it is one all the same. */
export const contradicts = (a: Pick<Party, "ogrn" | "inn">, b: Pick<Party, "ogrn" | "inn">): boolean =>
  Boolean((a.ogrn && b.ogrn && a.ogrn !== b.ogrn) || (a.inn && b.inn && a.inn !== b.inn))

/** Two cards after one of them has taken values of the other, which gets its own in exchange: nothing is lost. */
export function exchange<T extends Sides>(survivor: T, merged: T, taken: MergeField[]): { survivor: T; merged: T } {
  const fields: (keyof Sides)[] = taken.includes("logo") ? [...taken, "logoAlt"] : taken
  const of = (side: T) => Object.fromEntries(fields.map((field) => [field, side[field]]))
  return { survivor: { ...survivor, ...of(merged) }, merged: { ...merged, ...of(survivor) } }
}

export type Before = { survivor: Partial<Sides>; merged: Partial<Sides> }

/** What both cards held in the fields that were taken, before. */
export const remembered = (survivor: Sides, merged: Sides, taken: MergeField[]): Before => {
  const fields: (keyof Sides)[] = taken.includes("logo") ? [...taken, "logoAlt"] : taken
  const of = (side: Sides) => Object.fromEntries(fields.map((field) => [field, side[field]])) as Partial<Sides>
  return { survivor: of(survivor), merged: of(merged) }
}

/**
 * Both cards as they are apart again: the merged one has its own values; the survivor has its own where nobody has
 * changed since what it took.
 * @returns `stays`: the fields that were changed and are left
 */
export function apart<T extends Sides>(survivor: T, merged: T, taken: MergeField[], before: Before) {
  const stays = taken.filter((field) => (survivor[field] ?? "") !== (before.merged[field] ?? ""))
  const back = Object.entries(before.survivor).filter(
    ([field]) => !stays.includes((field === "logoAlt" ? "logo" : field) as MergeField),
  )
  return {
    survivor: { ...survivor, ...Object.fromEntries(back) } as T,
    merged: { ...merged, ...before.merged } as T,
    stays,
  }
}
