import { foldName } from "#modules/registry/public.ts"
import type { Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import type { GivenRow } from "#platform/tabular/importer.ts"
import { type AffiliationRole, affiliationRoles } from "../affiliation/affiliation.ts"
import { affiliationFields } from "../affiliation/affiliation-input.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import type { Competence } from "../competence/competence.ts"
import { nameParts, roleOf } from "../inviting/read-list.ts"
import { ageOn, type PersonName } from "../person/person.ts"
import { type PersonInput, personFields } from "../person/person-input.ts"
import { type Language, languageLimit } from "../skill/languages.ts"
import { descriptionFields } from "../skill/skill-input.ts"
import {
  dayOfCell,
  type GivenSkill,
  languageReader,
  levelFinder,
  partsOf,
  type Says,
  skillReader,
} from "./read-cells.ts"

/** An organisation or a body that a row names, by its name or its ИНН. */
export type GivenPlace = { party: string; role: AffiliationRole; post: string; from: string | null }

/** What a row says: only what its cells give, checked field by field. */
export type RowRead = {
  line: number
  /** The id of a card; "" where none is named. */
  card: string
  name: PersonName
  fields: Partial<Pick<PersonInput, "birthOn" | "email" | "phone" | "address" | "note">>
  description: { languages?: Language[]; availability?: string; experience?: string }
  territory: string
  places: GivenPlace[]
  skills: GivenSkill[]
  consentOn: string | null
  why: { column: string; saying: Saying }[]
}

/** Everything by whose words rows are read. */
export type Words = ReturnType<typeof wordsOf>
export const wordsOf = (says: Says, competences: Competence[], today: string) => ({
  today,
  roles: new Map(
    Object.values(says).flatMap((say) =>
      affiliationRoles.map((role) => [foldName(roleWord(say, role)), role] as const),
    ),
  ),
  levelOf: levelFinder(says),
  skillsIn: skillReader(says, competences),
  languagesIn: languageReader(says),
  channels: new Map(
    Object.values(says).flatMap((say) =>
      (["in_person", "paper"] as const).map((one) => [foldName(say(`value.person.channel.${one}`)), one] as const),
    ),
  ),
})

const plain = {
  email: personFields.email,
  phone: personFields.phone,
  address: personFields.address,
  note: personFields.note,
}
const told = { availability: descriptionFields.availability, experience: descriptionFields.experience }
const short: Record<string, "in_person" | "paper"> = { лично: "in_person", устно: "in_person", бумага: "paper" }

/** Reads a row; `why` says what does not fit. */
export function readRow({ line, cells }: GivenRow, words: Words): RowRead {
  const given = (key: string) => cells[key] ?? ""
  const why: RowRead["why"] = []
  const refuse = (column: string, key: string, params?: Saying["params"]) =>
    void why.push({ column, saying: params ? { key, params } : { key } })
  const read: RowRead = {
    line,
    card: "",
    name: nameOf(cells),
    fields: {},
    description: {},
    territory: given("territory"),
    places: [],
    skills: [],
    consentOn: null,
    why,
  }
  const nameColumn = cells.familyName === undefined ? "fullName" : "familyName"
  for (const part of ["familyName", "givenName", "patronymic"] as const) {
    const parsed = personFields[part].safeParse(read.name[part])
    if (parsed.success) read.name[part] = parsed.data
    else why.push({ column: part === "familyName" ? nameColumn : part, saying: sayingsOf(parsed.error)[""]! })
  }
  for (const [into, fields] of [
    [read.fields, plain],
    [read.description, told],
  ] as const)
    for (const [key, field] of Object.entries(fields)) {
      if (!cells[key]) continue
      const parsed = field.safeParse(cells[key])
      if (parsed.success) Object.assign(into, { [key]: parsed.data })
      else why.push({ column: key, saying: sayingsOf(parsed.error)[""]! })
    }
  const day = (column: string) => {
    const text = given(column)
    const found = text ? dayOfCell(text, words.today) : null
    if (text && !found) refuse(column, "invalid.date")
    return found
  }
  const birthOn = day("birthOn")
  if (birthOn && (birthOn > words.today || ageOn(birthOn, words.today) > 120))
    refuse("birthOn", "people.person.birth_unlikely")
  else if (birthOn) read.fields.birthOn = birthOn
  if (given("card")) {
    read.card = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(given("card"))?.[0].toLowerCase() ?? ""
    if (!read.card) refuse("card", "people.import.why.no_card")
  }
  read.places = placesOf(cells, words, refuse)
  const languages = words.languagesIn(given("languages"))
  if (languages.unknown.length)
    refuse("languages", "people.import.why.no_such", { value: languages.unknown.join(", ") })
  if (languages.found.length > languageLimit) refuse("languages", "invalid.too_big", { maximum: languageLimit })
  else if (languages.found.length) read.description.languages = languages.found
  const level = given("level") ? words.levelOf(given("level")) : undefined
  if (given("level") && !level) refuse("level", "people.import.why.no_such", { value: given("level") })
  const skills = words.skillsIn(given("competences"))
  if (skills.unknown.length) refuse("competences", "people.import.why.no_such", { value: skills.unknown.join(", ") })
  read.skills = skills.found.map((one) => ({ ...one, level: one.level ?? level }))
  const consentOn = day("consentOn")
  if (consentOn && consentOn > words.today) refuse("consentOn", "consent.given_ahead")
  else if (consentOn) {
    const how = foldName(given("consentHow"))
    const channel = words.channels.get(how) ?? short[how]
    if (channel === "in_person") read.consentOn = consentOn
    else refuse("consentHow", channel ? "people.import.why.paper" : "people.import.why.consent_how")
  }
  return read
}

/** The name in its columns, or in one: the family name first, as papers give it. */
function nameOf({ fullName = "", familyName = "", givenName = "", patronymic = "" }: GivenRow["cells"]): PersonName {
  return familyName || !fullName
    ? { familyName, givenName, patronymic }
    : nameParts(fullName.replace(/[\s,]+/g, " ").trim())
}

/** Several organisations stand one after another, and so do the role, the post and the day of each. */
function placesOf(
  cells: GivenRow["cells"],
  { roles, today }: Words,
  refuse: (column: string, key: string, params?: Saying["params"]) => void,
): GivenPlace[] {
  const lists = Object.fromEntries(
    ["partyInn", "party", "role", "post", "from"].map((key) => [key, partsOf(cells[key] ?? "")]),
  ) as Record<"partyInn" | "party" | "role" | "post" | "from", string[]>
  const places: GivenPlace[] = []
  for (let i = 0; i < Math.max(lists.party.length, lists.partyInn.length); i++) {
    const party = lists.partyInn[i] || lists.party[i] || ""
    if (!party) continue
    const role = roleOf(lists.role[i] ?? "", roles)
    if (!role) refuse("role", "people.import.why.no_such", { value: lists.role[i]! })
    const typed = lists.from[i] ?? ""
    const from = typed ? dayOfCell(typed, today) : null
    if (typed && !from) refuse("from", "invalid.date")
    const post = affiliationFields.post.safeParse(lists.post[i])
    if (!post.success) refuse("post", sayingsOf(post.error)[""]!.key, sayingsOf(post.error)[""]!.params)
    if (role && post.success) places.push({ party, role, post: post.data, from })
  }
  const named = ["role", "post", "from"].find((key) => cells[key])
  if (!cells.party && !cells.partyInn && named) refuse("party", "people.import.why.no_party_named")
  return places
}
