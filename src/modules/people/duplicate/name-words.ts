import { foldName, latinOf } from "#modules/registry/public.ts"
import type { PersonName } from "../person/person.ts"

/** Words of the three parts of a name in Latin letters: «Петрова-Сидорова» has two. */
export type NameWords = { family: string[]; given: string[]; patronymic: string[] }

const wordsOf = (text: string): string[] =>
  foldName(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(latinOf)

/** A whole name that stands in the field of the family name is taken apart: family name, given name, patronymic. */
export function nameWords({ familyName, givenName, patronymic }: PersonName): NameWords {
  if (givenName || patronymic || !familyName.trim().includes(" "))
    return { family: wordsOf(familyName), given: wordsOf(givenName), patronymic: wordsOf(patronymic) }
  const [family = "", given = "", ...rest] = familyName.trim().split(/\s+/)
  return { family: wordsOf(family), given: wordsOf(given), patronymic: wordsOf(rest.join(" ")) }
}
