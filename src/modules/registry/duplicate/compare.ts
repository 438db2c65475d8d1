import { core, emailsOf, initials, phonesOf } from "./fold.ts"

/** What is compared of a card or a person; what is not known is left empty. */
export type Comparable = {
  /** All names that it goes by: of a person the full name, of an organisation also the short one. */
  names: string[]
  phones?: string
  emails?: string
  /** Numbers of registers, such as ИНН; the same number of the same kind is the same thing. */
  identifiers?: Record<string, string>
}

/** Why two are alike; `percent` for names. */
export type Likeness =
  | { why: "name"; percent: number }
  | { why: "name_swapped" | "name_latin" | "name_short" | "phone" | "email" }
  | { why: "identifier"; kind: string }

export type Comparison = { score: number; because: Likeness[] }

/** How many letters have to be changed, put in, left out or swapped with the next (Damerau–Levenshtein, restricted). */
export function distance(a: string, b: string): number {
  let [older, old] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, older[j - 2]! + 1)
    }
    older = old
    old = row
  }
  return old[b.length]!
}

/** How alike two words are, from 0 to 1. */
export const alike = (a: string, b: string) => 1 - distance(a, b) / Math.max(a.length, b.length, 1)

/** Share of the letters of two names whose words pair up, in whatever order; a word pairs with one that is alike. */
function pairing(a: string[], b: string[]): number {
  const left = [...b]
  let same = 0
  for (const word of a) {
    const scores = left.map((other) => alike(word, other))
    const best = scores.indexOf(Math.max(...scores, 0))
    if (best < 0 || scores[best]! < 0.7) continue
    same += ((word.length + left[best]!.length) / 2) * scores[best]!
    left.splice(best, 1)
  }
  const letters = (words: string[]) => words.join("").length
  return (2 * same) / Math.max(1, letters(a) + letters(b))
}

/** «Анна Петрова» is within «Петрова Анна Сергеевна»: at least two words, all of the shorter name. */
const within = (a: string[], b: string[]) => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length > 1 && short.every((word) => long.some((other) => alike(word, other) > 0.85))
}

const digitsOf = (words: string[]) => words.filter((word) => /\d/.test(word)).join(" ")

function compareNames(a: string, b: string): { likeness: Likeness; score: number } | undefined {
  const [first, second] = [core(a), core(b)]
  if (!first.length || !second.length) return undefined
  // «Школа № 5» and «Школа № 6» are two schools however alike their names
  if (digitsOf(first) !== digitsOf(second)) return undefined
  const straight = alike(first.join(" "), second.join(" "))
  const paired = Math.max(straight, pairing(first, second))
  const percent = Math.round(Math.max(paired, within(first, second) ? 0.85 : 0) * 100)
  if (percent < 80) return undefined
  const script = (text: string) => /[а-яё]/i.test(text)
  const why =
    script(a) !== script(b) ? "name_latin" : straight < paired - 0.2 || within(first, second) ? "name_swapped" : "name"
  return { likeness: why === "name" ? { why, percent } : { why }, score: percent }
}

const shared = (a: string[], b: string[]) => a.some((one) => b.includes(one))

/**
 * How alike two cards or two people are, from 0 to 100, and why. The same identifier decides; names have to be alike or a
 * contact to be the same for anything else to count.
 */
export function compare(a: Comparable, b: Comparable): Comparison {
  const because: Likeness[] = []
  let score = 0
  for (const [kind, number] of Object.entries(a.identifiers ?? {}))
    if (number && number === b.identifiers?.[kind]) {
      because.push({ why: "identifier", kind })
      score = Math.max(score, 95)
    }
  const names = a.names.flatMap((one) => b.names.flatMap((other) => compareNames(one, other) ?? []))
  const best = names.sort((one, other) => other.score - one.score)[0]
  if (best) {
    because.push(best.likeness)
    score = Math.max(score, best.score * 0.85)
  }
  const short = a.names.some((one) => b.names.some((other) => isShortOf(one, other) || isShortOf(other, one)))
  if (short && !best) {
    because.push({ why: "name_short" })
    score = Math.max(score, 55)
  }
  if (shared(phonesOf(a.phones ?? ""), phonesOf(b.phones ?? ""))) {
    because.push({ why: "phone" })
    score = score > 0 ? score + 15 : 50
  }
  if (shared(emailsOf(a.emails ?? ""), emailsOf(b.emails ?? ""))) {
    because.push({ why: "email" })
    score = score > 0 ? score + 15 : 50
  }
  // of one register two numbers: two organisations, unless much else says that one of them is mistyped
  if (!because.some(({ why }) => why === "identifier") && contradict(a, b)) score -= 35
  return { score: Math.max(0, Math.min(100, Math.round(score))), because }
}

const contradict = ({ identifiers: one = {} }: Comparable, { identifiers: other = {} }: Comparable) =>
  Object.entries(one).some(([kind, number]) => number && other[kind] && other[kind] !== number)

/** «РЦД» is short of «Ресурсный центр добровольчества». */
const isShortOf = (short: string, long: string) => {
  const word = core(short).join("")
  return word.length > 2 && word.length < 8 && word === initials(long)
}

/** Two are worth showing to somebody from here on. */
export const worthALook = 60

/** Letters of a word that its misspellings share: without vowels, in the order of the alphabet. */
const bonesOf = (word: string) => [...word.replace(/(?<=.)[aeiou]/g, "")].sort().join("")

/** How a word begins without its vowels: an error is seldom there. */
const beginningOf = (word: string) => word.replace(/(?<=.)[aeiou]/g, "").slice(0, 2)

/** The longest words tell most; of these, each two. */
const tellingWords = 4
const leastOfHalf = 4

/**
 * Keys that two alike ones share, so that candidates are found by an index and never by comparing all with all: identifiers,
 * contacts, the name without order and vowels, each half of it, for typing errors in the other one, each two of its
 * telling words, and one with the beginning of another. A card has a dozen or so.
 */
export function keysOf({ names, phones = "", emails = "", identifiers = {} }: Comparable): string[] {
  const keys = [
    ...Object.entries(identifiers).flatMap(([kind, number]) => (number ? [`${kind}:${number}`] : [])),
    ...phonesOf(phones).map((one) => `phone:${one}`),
    ...emailsOf(emails).map((one) => `email:${one}`),
  ]
  for (const name of names) {
    const telling = core(name)
    const whole = telling
      .map((word) => word.replace(/(?<=.)[aeiou]/g, ""))
      .sort()
      .join("")
    if (!whole) continue
    keys.push(`name:${bonesOf(whole)}`)
    const half = Math.max(Math.ceil(whole.length / 2), leastOfHalf)
    if (whole.length > leastOfHalf) keys.push(`head:${whole.slice(0, half)}`, `tail:${whole.slice(-half)}`)
    const longest = [...telling].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, tellingWords)
    const bones = longest.map(bonesOf).sort()
    for (const [i, one] of bones.entries()) for (const other of bones.slice(i + 1)) keys.push(`two:${one} ${other}`)
    const [one, other] = longest
    if (one && other)
      for (const [a, b] of [
        [one, other],
        [other, one],
      ])
        keys.push(`part:${bonesOf(a!)} ${beginningOf(b!)}`)
    // an abbreviation is found by what it stands for, and the other way round
    const short = telling.join("")
    if (short.length < 8) keys.push(`short:${short}`)
    const letters = initials(name)
    if (letters) keys.push(`short:${letters}`)
  }
  return [...new Set(keys)]
}
