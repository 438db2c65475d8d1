import { type OpenParty, pathUp, scopesOfPath, type Territory } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import { type Change, changesBetween } from "#platform/events.ts"
import type { Saying } from "#platform/refusal.ts"
import type { Matching } from "#platform/tabular/importer.ts"
import type { Affiliation, AffiliationRole } from "../affiliation/affiliation.ts"
import { type Marks, standingOf, troubleOfAge } from "../consent/consent.ts"
import { canKeepPerson, scopesOfPerson } from "../person/person.policy.ts"
import type { Person } from "../person/person.store.ts"
import { phoneKey } from "../person/person.ts"
import { personInput } from "../person/person-input.ts"
import type { Language } from "../skill/languages.ts"
import type { Level, Skill } from "../skill/skill.ts"
import type { KnownPeople } from "./known-people.ts"
import { matchPerson } from "./match-person.ts"
import type { RowRead } from "./read-row.ts"

/** What is known of the cards that rows may be about: those alone that whoever imports keeps. */
export type Known = {
  people: KnownPeople
  affiliations: Map<string, Affiliation[]>
  skills: Map<string, Skill[]>
  marks: Map<string, Marks>
  territories: Territory[]
  territoriesNamed(name: string): Territory[]
  /** Organisations and bodies that rows name or people belong to; by id, and by what a row calls them. */
  parties: Map<number, OpenParty>
  called(name: string): OpenParty[]
  hasOperator: boolean
}

/** A person as the row leaves it: what an import writes of it. */
export type Draft = Omit<Person, "id" | "version" | "userId" | "listed">
export type NewPlace = { partyId: number; role: AffiliationRole; post: string; from: string | null }
export type NewSkill = { competenceId: number; nameRu: string; level: Level }

export type Judged =
  | { outcome: "refused"; why: { column?: string; saying: Saying }[] }
  | { outcome: "same" | "skip"; id: string }
  | {
      outcome: "new" | "change"
      before?: Person
      after: Draft
      /** Of the row itself, without what is added beside it. */
      changes: Change[]
      places: NewPlace[]
      skills: NewSkill[]
      consentOn: string | null
    }

export type Writing = Extract<Judged, { outcome: "new" | "change" }>

type Judge = { known: Known; actor: Actor; matching: Matching; assumed: Level; today: string }

const refused = (key: string, column?: string, params?: Saying["params"]): Judged => ({
  outcome: "refused",
  why: [{ ...(column && { column }), saying: params ? { key, params } : { key } }],
})

// a name that no row has: all of a new card differs from it
const nobody = { ...personInput.parse({ familyName: "?x" }), languages: [], availability: "", experience: "" }

/** Decides what comes of a row that was read. Pure: writing is `save-rows.ts`. */
export function judgeRow(row: RowRead, judge: Judge): Judged {
  const { known, matching } = judge
  if (row.why.length) return { outcome: "refused", why: row.why }
  const match = matchPerson(row, known.people)
  if (match && "trouble" in match) return refused(match.trouble, match.column)
  const before = match?.person
  if (before && matching === "skip") return { outcome: "skip", id: before.id }
  const places = placesOf(row, known)
  if ("outcome" in places) return places
  const territory = territoryOf(row.territory, known, before?.territoryId)
  if ("outcome" in territory) return territory
  const fill = matching === "fill"
  const after = before
    ? changed(before, row, territory.id, fill)
    : {
        ...nobody,
        ...row.name,
        ...row.fields,
        ...row.description,
        territoryId: territory.id ?? placeOfAll(places, known),
      }
  const had = (before && known.affiliations.get(before.id)) ?? []
  const alike = (a: Pick<NewPlace, "partyId" | "role">, b: NewPlace) => a.partyId === b.partyId && a.role === b.role
  const joins = places.filter(
    (one, i) =>
      !had.some((old) => (!old.until || old.until >= judge.today) && alike(old, one)) &&
      places.findIndex((p) => alike(p, one)) === i,
  )
  const able = ((before && known.skills.get(before.id)) ?? []).filter(({ endedAt }) => !endedAt)
  const skills = row.skills
    .filter(({ competence }) => !able.some(({ competenceId }) => competenceId === competence.id))
    .map(({ competence: { id, nameRu }, level }) => ({ competenceId: id, nameRu, level: level ?? judge.assumed }))
  const marks = before && known.marks.get(before.id)
  const lacks = !marks || standingOf({ ...marks, birthOn: after.birthOn }, judge.today).lacks.includes("own")
  const consentOn = lacks ? row.consentOn : null
  const trouble = troubleOf(after, before, consentOn, [...had, ...joins], judge)
  if (trouble) return trouble
  const changes = told(before, after, known.territories)
  if (before && !changes.length && !joins.length && !skills.length && !consentOn)
    return { outcome: "same", id: before.id }
  // whoever took the consent back is to be erased, not to be known better
  if (marks?.withdrawnOn) return refused("people.import.why.withdrawn")
  const beside = { places: joins, skills, consentOn }
  return { outcome: before ? "change" : "new", ...(before && { before }), after, changes, ...beside }
}

/** What a row writes into a card that is there: what is empty, or all that it gives. */
function changed(before: Person, row: RowRead, territoryId: number | null, fill: boolean): Draft {
  const empty = (value: unknown) => value === "" || value === null || (Array.isArray(value) && !value.length)
  const given = Object.entries({ ...row.name, ...row.fields, ...row.description, territoryId }).filter(
    ([name, value]) => !empty(value) && (!fill || empty(before[name as keyof Person])),
  )
  const after = { ...before, ...Object.fromEntries(given) }
  // the same number or address, written in another way
  if (phoneKey(after.phone) && phoneKey(after.phone) === phoneKey(before.phone)) after.phone = before.phone
  if (after.email.toLowerCase() === before.email.toLowerCase()) after.email = before.email
  if (sameLanguages(after.languages, before.languages)) after.languages = before.languages
  return after
}

const sameLanguages = (a: Language[], b: Language[]) => {
  const plain = (all: Language[]) => all.map(({ code, fluency }) => `${code} ${fluency}`).sort()
  return String(plain(a)) === String(plain(b))
}

function placesOf(row: RowRead, known: Known): NewPlace[] | Extract<Judged, { outcome: "refused" }> {
  const places: NewPlace[] = []
  for (const { party: name, ...place } of row.places) {
    const found = known.called(name)
    if (found.length !== 1) {
      const key = found.length ? "people.import.why.several_parties" : "people.import.why.no_party"
      return { outcome: "refused", why: [{ column: "party", saying: { key, params: { name } } }] }
    }
    places.push({ ...place, partyId: found[0]!.id })
  }
  return places
}

const placeOfAll = (places: NewPlace[], { parties }: Known) =>
  places.map(({ partyId }) => parties.get(partyId)?.territoryId ?? null).find((id) => id !== null) ?? null

/** A name that several places have means the one where the card already is. */
function territoryOf(
  name: string,
  { territoriesNamed }: Known,
  now: number | null | undefined,
): { id: number | null } | Extract<Judged, { outcome: "refused" }> {
  if (!name) return { id: null }
  const found = territoriesNamed(name)
  const one = found.length === 1 ? found[0] : found.find(({ id }) => id === now)
  if (one) return { id: one.id }
  const key = found.length ? "registry.paste.several_territories" : "people.import.why.no_such"
  return { outcome: "refused", why: [{ column: "territory", saying: { key, params: { value: name } } }] }
}

function troubleOf(
  after: Draft,
  before: Person | undefined,
  consentOn: string | null,
  places: { partyId: number }[],
  { known, actor, today }: Judge,
): Judged | undefined {
  const belongs = before ? places.flatMap(({ partyId }) => known.parties.get(partyId) ?? []) : []
  const scopes = before
    ? scopesOfPerson(after, belongs, known.territories)
    : scopesOfPath(pathUp(known.territories, after.territoryId))
  if (!canKeepPerson(actor, scopes)) return refused("registry.paste.foreign_territory", "territory")
  if (consentOn === null) return undefined
  if (!known.hasOperator) return refused("consent.no_operator", "consentOn")
  const young = troubleOfAge("processing", after.birthOn, consentOn) ?? troubleOfAge("processing", after.birthOn, today)
  return young ? refused(young, "consentOn") : undefined
}

const cardFields = [
  "familyName",
  "givenName",
  "patronymic",
  "birthOn",
  "territory",
  "phone",
  "email",
  "address",
  "note",
]
const toldFields = ["languages", "availability", "experience"]

/** What changes in the card, or all that a new one will hold. */
function told(before: Person | undefined, after: Draft, territories: Territory[]): Change[] {
  const named = (one: Draft) => ({
    ...one,
    territory: territories.find(({ id }) => id === one.territoryId)?.name ?? "",
    languages: one.languages.map(({ code, fluency }) => `${code}: ${fluency}`).join(", "),
  })
  const fields = [...cardFields, ...toldFields] as never[]
  const changes = changesBetween<object>(named(before ?? nobody), named(after), fields)
  return before
    ? changes
    : changes.filter(({ after: value }) => value).map(({ field, after: value }) => ({ field, after: value }))
}

/** Whether a change belongs to what a person tells of itself, which has an event of its own. */
export const isTold = ({ field }: Change) => toldFields.includes(field)
