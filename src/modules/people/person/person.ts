import { foldName } from "#modules/registry/public.ts"

/** A name as papers give it, in three parts; only the first is always there. */
export type PersonName = { familyName: string; givenName: string; patronymic: string }

/** «Орлова Вера Павловна». */
export const fullName = ({ familyName, givenName, patronymic }: PersonName): string =>
  [familyName, givenName, patronymic].filter(Boolean).join(" ")

/** All parts without what people write differently: the order of lists, and what is looked for. */
export const foldPerson = (name: PersonName): string => foldName(fullName(name))

/**
 * The last ten digits of a telephone, by which it is found however it is written; "" when there are fewer than five.
 * @example phoneKey("8 (912) 345-67-89") === phoneKey("+7 912 345 67 89")
 */
export function phoneKey(phone: string): string {
  const digits = phone.replace(/\D/g, "")
  return digits.length < 5 ? "" : digits.slice(-10)
}

/**
 * Full years lived on a day.
 * @param birthOn and @param day YYYY-MM-DD
 */
export function ageOn(birthOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return day.slice(5) >= birthOn.slice(5) ? years : years - 1
}

/** Under 18 a parent or guardian decides about personal data (ГК РФ, ст. 21, 26, 28). Of unknown age: not a minor. */
export const isMinor = (birthOn: string | null, day: string): boolean => birthOn !== null && ageOn(birthOn, day) < 18

/** Nobody's name is published of whom it is not known that they are of age. */
export const mayBeListed = (birthOn: string | null, day: string): boolean => birthOn !== null && !isMinor(birthOn, day)

/** The day, YYYY-MM-DD, on which who was born then or earlier is at least so many years old. */
export const bornBy = (years: number, day: string): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

/** From this age on volunteers are called «серебряные». */
export const silverAge = 55

/** What follows from age and studies; nobody ticks it. */
export const groups = ["silver", "pupil", "student", "minor"] as const
export type Group = (typeof groups)[number]

export const addressOfPerson = (id: string) => `/people/${id}`
/** How ids stand in addresses. */
export const idPath = ":id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}"
