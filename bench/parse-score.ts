import { clean } from "#modules/deliberation/reading/clean.ts"
import type { Item, Understood } from "#modules/deliberation/reading/understood.ts"

/** What a `.expected.json` beside a document says; a field that is absent is not judged. */
export type Expected = {
  title?: string | null
  kind?: string
  date?: string | null
  date_end?: string | null
  place?: string | null
  organiser?: string | null
  participants_count_listed?: number | null
  participants_count_stated?: number | null
  complete?: boolean
  findings?: { positive: number; problems: number }
  doc_addressees?: string[]
  items: ExpectedItem[]
}
export type ExpectedItem = {
  path: string
  text_start: string
  addressee?: string | null
  deadline?: string | null
  deadline_text?: string | null
  type?: string
  co_addressee?: string
  responsible?: string
  force?: string
}

/** `[right, of]` for each figure. */
export type Score = Record<
  | "precision"
  | "recall"
  | "path"
  | "addressee"
  | "deadline"
  | "title"
  | "kind"
  | "date"
  | "place"
  | "organiser"
  | "participants"
  | "findings"
  | "notes",
  [right: number, of: number]
> & { wrong: string[] }

const squash = (value: unknown) =>
  clean(String(value ?? ""))
    .replaceAll("ё", "е")
    .replace(/[«»"„“”]/g, '"')
    .replace(/\s*\.$/, "")
    .toLowerCase()
const startOf = (text: string) => clean(text).slice(0, 40).trimEnd()
const names = (item: Item) =>
  item.addressees
    .filter((one) => one.role !== "joint")
    .map((one) => one.name)
    .join(", ")

/** Compares what was understood with what a careful reader wrote down. Items are matched by the start of their text, in order. */
export function score(got: Understood, expected: Expected): Score {
  const wrong: string[] = []
  const same = (label: string, actual: unknown, wanted: unknown): [number, number] => {
    if (wanted === undefined) return [0, 0]
    const right = squash(actual) === squash(wanted)
    if (!right) wrong.push(`${label}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`)
    return [right ? 1 : 0, 1]
  }
  const free = [...got.items]
  const pairs: [Item, ExpectedItem][] = []
  for (const want of expected.items) {
    const at = free.findIndex((item) => startOf(item.text) === clean(want.text_start))
    if (at < 0) wrong.push(`missed ${want.path} «${want.text_start}»`)
    else pairs.push([free.splice(at, 1)[0]!, want])
  }
  for (const item of free) wrong.push(`invented ${item.path} «${startOf(item.text)}»`)
  const count = (
    label: string,
    test: (item: Item, want: ExpectedItem) => [unknown, unknown] | null,
  ): [number, number] => {
    let [right, of] = [0, 0]
    for (const [item, want] of pairs) {
      const both = test(item, want)
      if (!both) continue
      const [one] = same(`${want.path} ${label}`, ...both)
      right += one
      of++
    }
    return [right, of]
  }
  const listed = expected.participants_count_listed
  const people = expected.participants_count_stated ?? listed
  const good = got.findings.filter((one) => one.tone === "positive").length
  const bad = got.findings.filter((one) => one.tone === "problem").length
  return {
    precision: [pairs.length, got.items.length],
    recall: [pairs.length, expected.items.length],
    path: count("path", (item, want) => [item.path, want.path]),
    addressee: count("addressee", (item, want) =>
      want.addressee === undefined ? null : [names(item) || null, want.addressee],
    ),
    deadline: count("deadline", (item, want) => (want.deadline === undefined ? null : [item.deadline, want.deadline])),
    notes: count("notes", (item, want) => {
      const wanted = [want.deadline_text, want.co_addressee, want.responsible, want.force]
      if (wanted.every((one) => one === undefined)) return null
      const joint = item.addressees.find((one) => one.role === "joint")?.name
      const actual = [item.term, joint, item.responsible, item.force].filter((_, i) => wanted[i] !== undefined)
      return [actual.join(" | "), wanted.filter((one) => one !== undefined).join(" | ")]
    }),
    title: same("title", got.title, expected.title),
    kind: same("kind", got.kind, expected.kind),
    date: both(same("date", got.date, expected.date), same("date end", got.dateEnd ?? null, expected.date_end)),
    place: same("place", got.place, expected.place),
    organiser: same("organiser", got.organiser, expected.organiser),
    participants: both(
      same("participants", got.participantsCount, people === null ? null : people),
      listed === undefined ? [0, 0] : same("participants listed", got.participants.length || null, listed),
    ),
    findings: expected.findings
      ? same("findings", `${good}+${bad}`, `${expected.findings.positive}+${expected.findings.problems}`)
      : [0, 0],
    wrong,
  }
}

const both = (a: [number, number], b: [number, number]): [number, number] => [a[0] + b[0], a[1] + b[1]]
