import { emailsOf, phonesOf } from "#modules/registry/public.ts"
import type { Person } from "../person/person.store.ts"
import { nameWords } from "./name-words.ts"

type Keyed = Pick<Person, "familyName" | "givenName" | "patronymic" | "birthOn" | "email" | "phone">

/** What is left of a word without its vowels, by which it is written in several ways. */
const skeleton = (word: string) => word.replace(/(?<=.)[aeiou]/g, "")
/** The same with its letters in order: two that changed places are the commonest typing error. */
const bones = (word: string) => [...skeleton(word)].sort().join("")

const two = (one: string, other: string) => [one, other].sort().join(" ")
/** So much of a family name is right when there is an error in the rest of it. */
const part = 3

/**
 * Keys that two cards of one person share; no more than a dozen of a card, each told by few. Family and given name in
 * whatever order, in whatever letters; family name and patronymic, for an error in the given name; given name with either end of
 * the family name, for an error in the latter; the day of birth with the given name, for a family name that was
 * changed; telephone and e-mail.
 */
export function keysOfPerson(person: Keyed): string[] {
  const { family, given, patronymic } = nameWords(person)
  const { birthOn } = person
  const keys = [
    ...phonesOf(person.phone).map((one) => `phone:${one}`),
    ...emailsOf(person.email).map((one) => `email:${one}`),
  ]
  const [first] = given.map(bones)
  for (const word of family.slice(0, 2)) {
    const bare = skeleton(word)
    if (first) keys.push(`name:${two(bones(word), first)}`)
    if (patronymic[0]) keys.push(`name:${two(bones(word), bones(patronymic[0]))}`)
    else if (birthOn) keys.push(`born:${birthOn} ${bones(word)}`)
    const length = Math.min(part, bare.length - 1)
    if (first && length > 1) keys.push(`head:${first} ${bare.slice(0, length)}`, `tail:${first} ${bare.slice(-length)}`)
  }
  if (birthOn && first) keys.push(`born:${birthOn} ${first}`)
  return [...new Set(keys)]
}
