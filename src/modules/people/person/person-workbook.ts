import { pathUp, type Territory } from "#modules/registry/public.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
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

/** A list as .xlsx for the staff, each person narrowed to what the reader sees of it. */
export function personWorkbook(view: View, people: ShownPerson[], territories: Territory[]): Promise<Uint8Array> {
  const { t, today } = view
  const labels = labelsOf(view)
  const column = (header: string, width: number, type: "text" | "date" = "text") => ({ header, width, type })
  return writeSheets([
    {
      name: t("people.person.list"),
      columns: [
        column(labels.familyName, 20),
        column(labels.givenName, 16),
        column(labels.patronymic, 20),
        column(labels.birthOn, 14, "date"),
        column(t("people.person.group"), 20),
        column(labels.territoryId, 24),
        column(labels.phone, 20),
        column(labels.email, 30),
        column(labels.address, 40),
        column(t("people.affiliation.list"), 60),
        column(t("skill.list"), 60),
        column(t("confirmed_role.list"), 30),
        column(t("field.person.languages"), 40),
        column(t("registry.workbook.card"), 40),
      ],
      rows: people.map(({ person, affiliations, parties, skills, roles }) => [
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
        present(affiliations, today)
          .map(({ partyId, post, role }) => `${post || roleWord(t, role)}, ${parties.get(partyId)?.name}`)
          .join("; "),
        skills
          .filter((one) => stateOf(one, today) === "confirmed")
          .map((one) => skillSaid(view, one))
          .join("; "),
        present(roles, today)
          .map(({ role }) => confirmedRoleWord(t, role))
          .join(", "),
        languagesSaid(view, person.languages),
        view.baseUrl + addressOfPerson(person.id),
      ]),
    },
  ])
}
