import { pathUp, type Territory } from "#modules/registry/public.ts"
import type { Column, Sheet } from "#platform/office/xlsx.ts"
import type { View } from "#platform/view.ts"
import { present } from "../affiliation/affiliation.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import { confirmedRoleWord } from "../confirmed-role/confirmed-role-words.ts"
import { languagesSaid } from "../skill/languages.ts"
import { stateOf } from "../skill/skill.ts"
import { skillSaid } from "../skill/skill-words.ts"
import { addressOfPerson } from "./person.ts"
import { groupsOf, groupWord, labelsOf } from "./person-words.ts"
import type { ShownPerson } from "./show-person.ts"

/** Columns of a list of people for the staff; an import knows them again, whatever the language. */
export function personColumns(view: View): Column[] {
  const { t } = view
  const labels = labelsOf(view)
  const column = (header: string, width: number, type: "text" | "date" = "text") => ({ header, width, type })
  return [
    column(labels.familyName, 20),
    column(labels.givenName, 16),
    column(labels.patronymic, 20),
    column(labels.birthOn, 14, "date"),
    column(t("people.person.group"), 20),
    column(labels.territoryId, 24),
    column(labels.phone, 20),
    column(labels.email, 30),
    column(labels.address, 40),
    column(t("field.person.party"), 60),
    column(t("field.person.role"), 20),
    column(t("field.person.post"), 30),
    column(t("field.person.from"), 14),
    column(t("people.import.competences"), 60),
    column(t("confirmed_role.list"), 30),
    column(t("field.person.languages"), 40),
    column(t("field.person.availability"), 40),
    column(t("field.person.experience"), 60),
    column(t("registry.workbook.card"), 40),
  ]
}

/** One person, narrowed to what the reader sees of it; what it has several of stands parted by semicolons. */
export function personRow(view: View, shown: ShownPerson, territories: Territory[]): Sheet["rows"][number] {
  const { t, today } = view
  const { person, affiliations, parties, skills, roles } = shown
  const places = present(affiliations, today).map((one) => ({ ...one, party: parties.get(one.partyId)! }))
  const several = (of: (place: (typeof places)[number]) => string) => {
    const said = places.map((place) => of(place).replaceAll(";", ","))
    return said.some(Boolean) ? said.join("; ") : ""
  }
  return [
    person.familyName,
    person.givenName,
    person.patronymic,
    person.birthOn,
    groupsOf(person, affiliations, today)
      .map((group) => groupWord(t, group))
      .join(", "),
    pathUp(territories, person.territoryId)[0]?.name ?? "",
    person.phone,
    person.email,
    person.address,
    several(({ party }) => (party.name.includes(";") && party.inn) || party.name),
    several(({ role }) => roleWord(t, role)),
    several(({ post }) => post),
    several(({ from }) => from?.split("-").reverse().join(".") ?? ""),
    skills
      .filter((one) => stateOf(one, today) === "confirmed")
      .map((one) => skillSaid(view, one))
      .join("; "),
    present(roles, today)
      .map(({ role }) => confirmedRoleWord(t, role))
      .join(", "),
    languagesSaid(view, person.languages),
    person.availability,
    person.experience,
    view.baseUrl + addressOfPerson(person.id),
  ]
}
