import type { Actor } from "#platform/actor.ts"
import { type Change, changesBetween } from "#platform/events.ts"
import type { Saying } from "#platform/refusal.ts"
import type { Matching } from "#platform/tabular/importer.ts"
import type { Direction } from "../direction/direction.ts"
import { guessKind, type KindGuess } from "../party/guess-kind.ts"
import { innKey } from "../party/identifiers.ts"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import type { Matchable, Party } from "../party/party.store.ts"
import { foldName } from "../party/party.ts"
import { type PartyInput, partyInput } from "../party/party-input.ts"
import type { StatusKind } from "../status/status.ts"
import { canKeepTerritory, scopesOfPath } from "../territory/territory.policy.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import type { KnownParties } from "./known-parties.ts"
import type { RowRead } from "./read-row.ts"

/** What the registry knows of the cards that rows may be about. */
export type Known = {
  territories: Territory[]
  territoriesNamed(name: string): Territory[]
  parties: KnownParties
  directions: Map<number, Direction[]>
  statuses: Map<number, StatusKind[]>
}

/** What a row comes to, before anything is written. `party`: the card as it will be. */
export type Judged =
  | { outcome: "refused"; why: { column?: string; saying: Saying }[] }
  | { outcome: "same"; id: number }
  | { outcome: "skip"; id: number }
  | {
      outcome: "new" | "change"
      before?: Party
      party: PartyInput
      /** A territory that is not there yet. */
      creates?: string
      /** The whole set, when it changes. */
      directions?: Direction[]
      /** Those that are added. */
      statuses: StatusKind[]
      changes: Change[]
    }

type Judge = { known: Known; actor: Actor; matching: Matching; assumed: KindGuess }

const refused = (key: string, column?: string, params?: Saying["params"]): Judged => ({
  outcome: "refused",
  why: [{ ...(column && { column }), saying: params ? { key, params } : { key } }],
})

/** The card that a row is about: by ИНН with КПП, by an ИНН that one card alone has, else by name; or by those of a card merged into it. */
function matchOf({ fields }: RowRead, { parties }: Known): Matchable | "unsure" | undefined {
  const { inn = "", kpp = "", name = "" } = fields
  const sameInn = parties.byInn.get(inn) ?? []
  const single = sameInn.length === 1 && (kpp === "" || sameInn[0]!.kpp === "") ? sameInn[0] : undefined
  const key = innKey({ inn, kpp })
  const byInn = parties.byInnKey.get(key) ?? parties.byOldInn.get(key) ?? single
  const byName = parties.byName.get(foldName(name)) ?? parties.byOldName.get(foldName(name))
  if (byInn && byName && byInn.id !== byName.id) return "unsure"
  return byInn ?? byName
}

/** Territory of a row in the registry: its id, a name to be added, or why neither. */
function placeOf(name: string, { territoriesNamed }: Known, actor: Actor, now: number | null | undefined) {
  if (!name) return { id: null }
  const found = territoriesNamed(name)
  const here = found.find(({ id }) => id === now)
  if (here) return { id: here.id }
  if (found.length > 1) return { trouble: "registry.paste.several_territories" }
  if (found[0]) return { id: found[0].id }
  return canKeepTerritory(actor, []) ? { id: null, creates: name } : { trouble: "registry.paste.foreign_territory" }
}

/** Decides what comes of a row that was read. Pure: writing is `take-rows.ts`. */
export function judgeRow(row: RowRead, judge: Judge): Judged {
  const { known, actor, matching } = judge
  if (row.why.length) return { outcome: "refused", why: row.why }
  const match = matchOf(row, known)
  if (match === "unsure") return refused("registry.import.why.two_cards")
  const place = placeOf(row.territory, known, actor, match?.territoryId)
  if (place.trouble) return refused(place.trouble, "territory")
  const scopes = (party: PartyInput & { id?: number }) =>
    scopesOfParty(party, scopesOfPath(pathUp(known.territories, party.territoryId)))
  if (!match) {
    const kind = row.kind ?? guessKind(row.fields.name ?? "") ?? judge.assumed
    const party = partyInput.parse({ ...kind, ...row.fields, territoryId: place.id })
    if (!canKeepParty(actor, scopes(party))) return refused("registry.paste.foreign_territory", "territory")
    if (row.statuses.length && kind.nature === "body") return refused("registry.import.why.body_status", "statuses")
    return { ...fresh(party, row, place.creates), outcome: "new", party }
  }
  if (!canKeepParty(actor, scopes(match))) return refused("registry.import.why.foreign_card")
  const own = withoutAliases(row, match)
  if (match.inn && own.fields.inn && own.fields.inn !== match.inn)
    return refused("registry.import.why.other_inn", "inn", { inn: match.inn })
  if (matching === "skip") return { outcome: "skip", id: match.id }
  return change(own, match, place, judge, scopes)
}

/** The row without the name and numbers of a card that was merged: they found the card, and do not rename it. */
function withoutAliases(row: RowRead, { aliases }: Matchable): RowRead {
  if (!aliases) return row
  const { name = "", inn = "", kpp = "" } = row.fields
  const fields = { ...row.fields }
  if (aliases.names.includes(foldName(name))) fields.name = ""
  if (aliases.inns.includes(innKey({ inn, kpp }))) Object.assign(fields, { inn: "", kpp: "" })
  return { ...row, fields }
}

/** All that a new card will hold, for those who look before it is written. */
function fresh(party: PartyInput, row: RowRead, creates: string | undefined) {
  const given: [string, unknown][] = [
    ["kind", party.kind],
    ...Object.entries(row.fields).filter(([name, value]) => name !== "name" && value !== ""),
    ["territory", row.territory],
    ["directions", row.directions.map(({ nameRu }) => nameRu).join(", ")],
  ]
  const changes: Change[] = given.flatMap(([field, after]) => (after ? [{ field, after }] : []))
  return {
    changes,
    statuses: row.statuses,
    ...(creates !== undefined && { creates }),
    ...(row.directions.length && { directions: row.directions }),
  }
}

const written = [
  ...["nature", "kind", "name", "shortName", "territory", "email", "headEmail", "phone", "postalAddress", "letterTo"],
  ...["site", "legalForm", "inn", "ogrn", "kpp"],
] as const

function change(
  row: RowRead,
  before: Party,
  place: { id?: number | null; creates?: string },
  { known, actor, matching }: Judge,
  scopes: (party: PartyInput & { id?: number }) => Parameters<typeof canKeepParty>[1],
): Judged {
  const fill = matching === "fill"
  const given = Object.entries(row.fields).filter(
    ([name, value]) => value !== "" && (!fill || before[name as keyof Party] === ""),
  )
  const moves = Boolean(row.territory) && (!fill || before.territoryId === null)
  const party: Party = {
    ...before,
    ...Object.fromEntries(given),
    ...(moves && { territoryId: place.id ?? null }),
    ...(row.kind && !fill && row.kind),
  }
  const called = known.parties.byName.get(foldName(party.name))
  if (called && called.id !== before.id) return refused("registry.party.name_taken", "name")
  const same = known.parties.byInnKey.get(innKey(party))
  if (same && same.id !== before.id) return refused("registry.invalid.inn_taken", "inn", { name: same.name })
  if (!canKeepParty(actor, scopes(party))) return refused("registry.paste.foreign_territory", "territory")
  const had = known.statuses.get(before.id) ?? []
  const statuses = row.statuses.filter((kind) => !had.includes(kind))
  if (statuses.length && party.nature === "body") return refused("registry.import.why.body_status", "statuses")
  const worksIn = known.directions.get(before.id) ?? []
  const names = (all: Direction[]) => all.map(({ nameRu }) => nameRu).join(", ")
  const resets = row.directions.length > 0 && (!fill || !worksIn.length) && names(row.directions) !== names(worksIn)
  const placed = (id: number | null) => known.territories.find((one) => one.id === id)?.name ?? ""
  const named = (one: Party, creates = "") => ({ ...one, territory: creates || placed(one.territoryId) })
  const changes = changesBetween(
    named(before) as Record<string, unknown>,
    named(party, moves ? place.creates : undefined) as Record<string, unknown>,
    [...written],
  )
  if (resets) changes.push({ field: "directions", before: names(worksIn), after: names(row.directions) })
  if (!changes.length && !statuses.length) return { outcome: "same", id: before.id }
  return {
    outcome: "change",
    before,
    party,
    changes,
    statuses,
    ...(moves && place.creates !== undefined && { creates: place.creates }),
    ...(resets && { directions: row.directions }),
  }
}
