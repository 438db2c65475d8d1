/** A named person in a text: `name` as «Ю.С. Костюк» or in full, positions of the whole name. */
export type NamedPerson = { name: string; from: number; to: number; initials: "first" | "last" | "none" }

const surname = "\\p{Lu}(?:\\p{Ll}+|\\p{Lu}{2,})(?:-\\p{Lu}(?:\\p{Ll}+|\\p{Lu}+))?"
const before = new RegExp(`(?<![\\p{L}.])(\\p{Lu})\\.\\s?(?:(\\p{Lu})\\.{1,2}-?\\s?)?(${surname})(?!\\p{L})`, "gu")
const after = new RegExp(`(?<!\\p{L})(${surname})\\s?(\\p{Lu})\\.\\s?(?:(\\p{Lu})\\.?)?(?!\\p{L})`, "gu")
const full = new RegExp(
  `(?<!\\p{L})(${surname})\\s(\\p{Lu}\\p{Ll}+)\\s(\\p{Lu}\\p{Ll}+(?:вич|вна|ична|вича|вну|ичну|вичу|вне|ичне|оглы|кызы))(?!\\p{L})`,
  "gu",
)
const fullReversed = new RegExp(
  `(?<!\\p{L})(\\p{Lu}\\p{Ll}+)\\s(\\p{Lu}\\p{Ll}+(?:вич|вна|ична))\\s(${surname})(?!\\p{L})`,
  "gu",
)
const notSurname = /^(?:Фамилия|ФИО|Губернатор|Правительств|Област|Район|Россий|Федерац|Совет|Закон)/u

/** All people of a text in its order. Initials stand before or after, glued or spaced; placeholders «Фамилия И.О.» are nobody. */
export function peopleIn(text: string): NamedPerson[] {
  const found: NamedPerson[] = []
  const add = (m: RegExpMatchArray, name: string, initials: NamedPerson["initials"]) => {
    const from = m.index!
    const to = from + m[0].length
    if (notSurname.test(initials === "first" ? m[3]! : m[1]!)) return
    if (!found.some((one) => one.from < to && from < one.to)) found.push({ name, from, to, initials })
  }
  for (const m of text.matchAll(full)) add(m, `${m[1]} ${m[2]} ${m[3]}`, "none")
  for (const m of text.matchAll(fullReversed)) add(m, `${m[3]} ${m[1]} ${m[2]}`, "none")
  const first = [...text.matchAll(before)]
  const last = [...text.matchAll(after)]
  const readFirst = () => {
    for (const m of first) add(m, `${m[1]}.${m[2] ? `${m[2]}.` : ""} ${m[3]}`, "first")
  }
  const readLast = () => {
    for (const m of last) add(m, `${m[1]} ${m[2]}.${m[3] ? `${m[3]}.` : ""}`, "last")
  }
  // «… М.С. Скопинцева, … Д.С. Горбачев»: where both readings are possible, the one that explains more names wins.
  if (first.length > last.length || (first.length === last.length && (first[0]?.index ?? 0) <= (last[0]?.index ?? 0))) {
    readFirst()
    readLast()
  } else {
    readLast()
    readFirst()
  }
  return found.toSorted((a, b) => a.from - b.from)
}

/** The same person however the name is written. */
export const personKey = (name: string) =>
  (name.match(/\p{Lu}\p{L}+/u)?.[0] ?? name).toLowerCase().replaceAll("ё", "е") +
  (name.match(/(?<!\p{L})\p{Lu}(?=\.)/u)?.[0] ?? "")
