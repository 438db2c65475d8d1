import { emailsOf, phonesOf, type Reason, wordsAlike } from "#modules/registry/public.ts"
import type { Person } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import { type NameWords, nameWords } from "./name-words.ts"

/** What is compared of a person. */
export type ComparedPerson = Pick<Person, "familyName" | "givenName" | "patronymic" | "birthOn" | "email" | "phone">

export const personReasons = [
  ...["name_same", "name", "name_swapped", "name_latin", "name_double", "name_initials"],
  ...["name_changed", "phone", "email", "birthday"],
] as const
export type PersonReason = (typeof personReasons)[number]

const bare = (word: string) => word.replace(/(?<=.)[aeiou]/g, "")
const vowelAtEnd = (word: string) => /[aeiou]$/.test(word)

/** Two words that may be one mistyped, from 0 to 1; short ones have to be the same. */
function sameWord(a: string, b: string): number {
  if (a === b) return 1
  const spelled = bare(a) === bare(b) && a[0] === b[0] && bare(a).length > 1 ? 0.9 : 0
  const close = Math.min(a.length, b.length) > 4 ? wordsAlike(a, b) : 0
  return Math.max(spelled, close >= 0.75 ? close : 0)
}

/** «Александр» and «Александра» are two people; undefined where one of the two is not known. */
function sameGiven(a: string[], b: string[]): number | "initial" | undefined {
  const [one, other] = [a.join(" "), b.join(" ")]
  if (!one || !other) return undefined
  if (Math.min(one.length, other.length) === 1) return one[0] === other[0] ? "initial" : 0
  return vowelAtEnd(one) === vowelAtEnd(other) ? sameWord(one, other) : 0
}

/** Of a double family name one half is enough. */
function sameFamily(a: string[], b: string[]): { likeness: number; half: boolean } {
  const whole = sameWord(a.join(" "), b.join(" "))
  const half = a.length !== b.length && a.some((one) => b.some((other) => one.length > 3 && sameWord(one, other) > 0.8))
  return half && whole < 0.92 ? { likeness: 0.92, half } : { likeness: whole, half: false }
}

/** Given names that say two people, however much else is the same: brothers, sisters, mother and child. */
const twoPeople = 20
const atMostOfTwo = 55

type Named = { base: number; reason?: Reason }

/** Of 100, how much two names say for one person; namesakes are common, so that names alone never say all. */
function compareNames(a: NameWords, b: NameWords): Named {
  const { likeness: family, half } = sameFamily(a.family, b.family)
  const given = sameGiven(a.given, b.given)
  const patronymic = sameGiven(a.patronymic, b.patronymic)
  if (patronymic === 0 && family) return { base: twoPeople }
  if (!family) {
    if (given !== 1 || patronymic !== 1) return { base: given === 1 && patronymic === undefined ? 25 : 0 }
    return { base: 45, reason: { why: "name_changed" } }
  }
  if (given === undefined) return { base: 25 }
  if (given === 0) return { base: twoPeople }
  if (given === "initial") return { base: 50 * family, reason: { why: "name_initials" } }
  const third = typeof patronymic === "number" ? patronymic : 1
  const whole = typeof patronymic === "number" ? 75 : 66
  const base = [family, given, third].reduce((left, one) => left * (0.5 + one / 2), whole)
  if (half) return { base, reason: { why: "name_double" } }
  const percent = Math.round(((family + given + third) / 3) * 100)
  return { base, reason: percent === 100 ? { why: "name_same" } : { why: "name", percent } }
}

const orders = [
  ({ family, given, patronymic }: NameWords) => ({ family: given, given: family, patronymic }),
  ({ family, given, patronymic }: NameWords) => ({ family: patronymic, given: family, patronymic: given }),
  ({ family, given, patronymic }: NameWords) => ({ family: given, given: patronymic, patronymic: family }),
]
const cyrillic = (name: string) => /[а-яё]/i.test(name)

function bestName(a: ComparedPerson, b: ComparedPerson): Named {
  const [first, second] = [nameWords(a), nameWords(b)]
  const straight = compareNames(first, second)
  const swapped = orders.map((order) => compareNames(first, order(second)).base)
  const best = Math.max(...swapped)
  const named = best > Math.max(straight.base, 60) ? { base: best, reason: { why: "name_swapped" } } : straight
  const other = cyrillic(fullName(a)) !== cyrillic(fullName(b))
  return other && named.base >= 60 ? { base: named.base, reason: { why: "name_latin" } } : named
}

const shared = (a: string[], b: string[]) => a.some((one) => b.includes(one))

/**
 * How alike two people are, from 0 to 100, and why. The same telephone, e-mail or day of birth adds; another one takes
 * away, so that namesakes of whom something else is known to differ are not worth a look.
 */
export function comparePeople(a: ComparedPerson, b: ComparedPerson): { score: number; because: Reason[] } {
  const { base, reason } = bestName(a, b)
  const because = reason ? [reason] : []
  let score = base
  const weigh = (why: "phone" | "email", [one, other]: [string[], string[]]) => {
    if (shared(one, other)) {
      because.push({ why })
      score = score > 0 ? score + 15 : 40
    } else if (one.length && other.length) score -= 16
  }
  weigh("phone", [phonesOf(a.phone), phonesOf(b.phone)])
  weigh("email", [emailsOf(a.email), emailsOf(b.email)])
  if (a.birthOn && b.birthOn) {
    if (a.birthOn === b.birthOn) because.push({ why: "birthday" })
    score += a.birthOn === b.birthOn ? 20 : -40
  }
  if (base === twoPeople) score = Math.min(score, atMostOfTwo)
  return { score: Math.max(0, Math.min(100, Math.round(score))), because }
}
