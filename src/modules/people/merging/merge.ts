import type { Person } from "../person/person.store.ts"
import { isMinor } from "../person/person.ts"
import { fieldNames } from "../person/person-words.ts"

/** Fields of which a merged card has one value out of two. */
export const mergeFields = [...fieldNames, "languages", "availability", "experience"] as const
export type MergeField = (typeof mergeFields)[number]
export type Fields = Pick<Person, MergeField>

const empty = (value: unknown) => value === null || value === "" || (Array.isArray(value) && !value.length)
const same = (a: unknown, b: unknown) => (empty(a) && empty(b)) || JSON.stringify(a) === JSON.stringify(b)

/** Fields in which two cards differ. */
export const differences = (survivor: Fields, merged: Fields): MergeField[] =>
  mergeFields.filter((field) => !same(survivor[field], merged[field]))

/** Of those, the ones that hold what only the merged card knows. */
export const usualChoice = (survivor: Fields, merged: Fields): MergeField[] =>
  differences(survivor, merged).filter((field) => empty(survivor[field]) && !empty(merged[field]))

/** Two days of birth are two people, unless one of them is a mistake. */
export const contradicts = (a: Pick<Fields, "birthOn">, b: Pick<Fields, "birthOn">): boolean =>
  Boolean(a.birthOn && b.birthOn && a.birthOn !== b.birthOn)

/** One card is of a minor and the other says of age: nobody becomes of age by a merge. */
export const agesApart = (a: Pick<Fields, "birthOn">, b: Pick<Fields, "birthOn">, today: string): boolean =>
  contradicts(a, b) && isMinor(a.birthOn, today) !== isMinor(b.birthOn, today)

/** What is really taken: of what differs, and a day of birth wherever one is known. */
export function takenOf(survivor: Fields, merged: Fields, chosen: MergeField[] | undefined): MergeField[] {
  const taken = chosen
    ? differences(survivor, merged).filter((field) => chosen.includes(field))
    : usualChoice(survivor, merged)
  const needed = survivor.birthOn === null && merged.birthOn !== null && !taken.includes("birthOn")
  return needed ? [...taken, "birthOn"] : taken
}

export const valuesOf = (of: Fields, fields: MergeField[]): Partial<Fields> =>
  Object.fromEntries(fields.map((field) => [field, of[field]]))

/** The survivor as it is without what it took; `stays`: what somebody has changed since, and is left. */
export function apart<T extends Fields>(survivor: T, merged: Fields, taken: MergeField[], before: Partial<Fields>) {
  const stays = taken.filter((field) => !same(survivor[field], merged[field]))
  const back = Object.entries(before).filter(([field]) => !stays.includes(field as MergeField))
  return { survivor: { ...survivor, ...Object.fromEntries(back) } as T, stays }
}
