import { foldName } from "#modules/registry/public.ts"
import type { Person } from "../person/person.store.ts"
import { foldPerson, phoneKey } from "../person/person.ts"
import { emailKey, type KnownPeople } from "./known-people.ts"
import type { RowRead } from "./read-row.ts"

/** A card by which a row is known, why it cannot be told, or nothing: then the row is of somebody new. */
export type Match = { person: Person } | { trouble: string; column?: string } | undefined

const same = (a: string, b: string) => foldName(a) === foldName(b)

/** The same name; who leaves out the patronymic means the same person. */
const namedAlike = (person: Person, { name }: RowRead) =>
  same(person.familyName, name.familyName) &&
  same(person.givenName, name.givenName) &&
  (!person.patronymic || !name.patronymic || same(person.patronymic, name.patronymic))

/** Whoever has the e-mail or the telephone of a row. */
const sharing = ({ byEmail, byPhone }: KnownPeople, { fields: { email = "", phone = "" } }: RowRead) => [
  ...new Set([
    ...((email && byEmail.get(emailKey(email))) || []),
    ...((phoneKey(phone) && byPhone.get(phoneKey(phone))) || []),
  ]),
]

/** Whether two of one name are surely two: another day of birth, or another telephone or address than the card's. */
const surelyAnother = (person: Person, { fields: { birthOn, email, phone = "" } }: RowRead) =>
  birthOn && person.birthOn
    ? birthOn !== person.birthOn
    : Boolean((email && person.email) || (phoneKey(phone) && phoneKey(person.phone)))

/**
 * Whom a row is about: the card that it names, else one of the same name and telephone or e-mail, else one of the same
 * whole name and day of birth. A name alone tells nobody: such a row is refused rather than written into a stranger.
 * @param people cards that whoever imports keeps
 */
export function matchPerson(row: RowRead, people: KnownPeople): Match {
  if (row.card) {
    const person = people.byId.get(row.card)
    if (!person) return { trouble: "people.import.why.no_card", column: "card" }
    const { familyName, givenName } = row.name
    // rows that slid against each other in a spreadsheet would be written into strangers
    const related = same(person.familyName, familyName) || (givenName !== "" && same(person.givenName, givenName))
    return related ? { person } : { trouble: "people.import.why.other_name", column: "card" }
  }
  const known = sharing(people, row).filter((person) => namedAlike(person, row))
  if (known.length > 1) return { trouble: "people.import.why.several" }
  const { birthOn } = row.fields
  if (known[0] && birthOn && known[0].birthOn && known[0].birthOn !== birthOn)
    return { trouble: "people.import.why.other_birth", column: "birthOn" }
  if (known[0]) return { person: known[0] }
  const namesakes = people.byName.get(foldPerson(row.name)) ?? []
  const born = row.name.patronymic && birthOn ? namesakes.filter((person) => person.birthOn === birthOn) : []
  if (born.length > 1) return { trouble: "people.import.why.several" }
  if (born[0]) return { person: born[0] }
  const unsure = namesakes.some((person) => !surelyAnother(person, row))
  return unsure ? { trouble: "people.import.why.namesake" } : undefined
}

/** By what rows of one file must not meet: see `Taken`. */
export function keysOf(row: RowRead): { keys: string[]; marks: string[]; heeds: string[] } {
  const { familyName, givenName, patronymic } = row.name
  const called = foldName(`${familyName} ${givenName}`)
  const { email = "", phone = "", birthOn } = row.fields
  const sure = [
    ...(row.card ? [`card ${row.card}`] : []),
    ...(email ? [`email ${emailKey(email)} ${called}`] : []),
    ...(phoneKey(phone) ? [`phone ${phoneKey(phone)} ${called}`] : []),
    ...(patronymic && birthOn ? [`born ${birthOn} ${foldPerson(row.name)}`] : []),
  ]
  const bare = `bare ${foldPerson(row.name)}`
  const named = `named ${foldPerson(row.name)}`
  return sure.length ? { keys: sure, marks: [named], heeds: [bare] } : { keys: [bare], marks: [], heeds: [named] }
}
