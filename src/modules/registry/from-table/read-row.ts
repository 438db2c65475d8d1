import type { Locale, Say } from "#platform/i18n.ts"
import type { Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import type { GivenRow } from "#platform/tabular/importer.ts"
import type { Direction } from "../direction/direction.ts"
import { directionLimit } from "../direction/direction.ts"
import { guessKind, type KindGuess } from "../party/guess-kind.ts"
import { legalForms } from "../party/identifiers.ts"
import { foldName, kinds, natures } from "../party/party.ts"
import { type PartyInput, partyFields } from "../party/party-input.ts"
import { formWord, kindWord } from "../party/party-words.ts"
import { wordFinder } from "../party/word-finder.ts"
import { type StatusKind, statusKinds } from "../status/status.ts"
import { statusWord } from "../status/status-words.ts"

/** Fields of a card that a row gives as they are. */
export const plainFields = [
  "name",
  "shortName",
  "email",
  "headEmail",
  "phone",
  "postalAddress",
  "letterTo",
  "site",
  "inn",
  "ogrn",
  "kpp",
] as const

/** What a row says: only what its cells give, checked field by field. */
export type RowRead = {
  line: number
  fields: Partial<Pick<PartyInput, (typeof plainFields)[number] | "legalForm">>
  kind?: KindGuess
  /** Named by words; the registry may not know it yet. */
  territory: string
  directions: Direction[]
  statuses: StatusKind[]
  why: { column: string; saying: Saying }[]
}

/** How people shorten statuses in their own lists. */
const shortStatuses: Record<string, StatusKind> = { иопу: "iopu", псу: "social_provider", нко: "so_nko" }

/** Everything by whose words rows are read. */
export type Words = ReturnType<typeof wordsOf>
export function wordsOf(says: Record<Locale, Say>, directions: Direction[]) {
  const inAll = <T>(all: readonly T[], word: (say: Say, one: T) => string) =>
    wordFinder(Object.values(says).flatMap((say) => all.map((one) => [word(say, one), one] as const)))
  const kindNames = natures.flatMap((nature) => kinds[nature].map((kind) => ({ nature, kind })))
  return {
    directions,
    directionOf: wordFinder(
      directions.flatMap((one) => [one.nameRu, one.nameEn].map((name): [string, Direction] => [name, one])),
    ),
    formOf: inAll(legalForms, formWord),
    kindOf: inAll<KindGuess>(kindNames, kindWord),
    statusOf: inAll(statusKinds, statusWord),
  }
}

/** A list of names out of a catalogue: parted by «;» or line breaks, or by commas where a name has none itself. */
export function namesOf<T>(cell: string, find: (name: string) => T | undefined): { found: T[]; unknown: string[] } {
  const found: T[] = []
  const unknown: string[] = []
  for (const part of cell ? cell.split(/[;\n]/) : []) {
    const pieces = part.split(",")
    for (let at = 0; at < pieces.length; ) {
      let to = pieces.length
      while (to > at + 1 && find(pieces.slice(at, to).join(",")) === undefined) to--
      const name = pieces.slice(at, to).join(",").trim()
      const known = find(name)
      if (known !== undefined) found.push(known)
      else if (name) unknown.push(name)
      at = to
    }
  }
  return { found: [...new Set(found)], unknown }
}

/** Reads a row; `why` says what does not fit. */
export function readRow({ line, cells }: GivenRow, words: Words): RowRead {
  const read: RowRead = { line, fields: {}, territory: cells.territory ?? "", directions: [], statuses: [], why: [] }
  const refuse = (column: string, key: string, params?: Saying["params"]) =>
    read.why.push({ column, saying: params ? { key, params } : { key } })
  for (const name of plainFields) {
    const cell = cells[name]
    if (!cell && name !== "name") continue
    const parsed = partyFields[name].safeParse(cell ?? "")
    if (parsed.success) read.fields[name] = parsed.data
    else read.why.push({ column: name, saying: sayingsOf(parsed.error)[""]! })
  }
  if (cells.legalForm) {
    const form = words.formOf(cells.legalForm)
    if (form) read.fields.legalForm = form
    else refuse("legalForm", "registry.import.why.no_such", { value: cells.legalForm })
  }
  if (cells.kind) {
    const kind = words.kindOf(cells.kind) ?? guessKind(cells.kind)
    if (kind) read.kind = kind
    else refuse("kind", "registry.import.why.no_such", { value: cells.kind })
  }
  const directions = namesOf(cells.directions ?? "", words.directionOf)
  if (directions.unknown.length)
    refuse("directions", "registry.import.why.no_such", { value: directions.unknown.join(", ") })
  if (directions.found.length > directionLimit) refuse("directions", "direction.too_many", { limit: directionLimit })
  read.directions = words.directions.filter((one) => directions.found.includes(one))
  const status = (name: string) => shortStatuses[foldName(name)] ?? words.statusOf(name)
  const statuses = namesOf(cells.statuses ?? "", status)
  if (statuses.unknown.length) refuse("statuses", "registry.import.why.no_such", { value: statuses.unknown.join(", ") })
  read.statuses = statuses.found
  if (read.territory.length > 200) refuse("territory", "invalid.too_big", { maximum: 200 })
  return read
}
