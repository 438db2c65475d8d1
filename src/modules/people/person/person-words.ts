import type { Say } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import type { Option } from "#ui/field.tsx"
import type { Affiliation } from "../affiliation/affiliation.ts"
import { present } from "../affiliation/affiliation.ts"
import type { Person } from "./person.store.ts"
import { ageOn, type Group, groups, isMinor, silverAge } from "./person.ts"

export const fieldNames = [
  "familyName",
  "givenName",
  "patronymic",
  "birthOn",
  "territoryId",
  "phone",
  "email",
  "address",
  "note",
] as const
export type FieldName = (typeof fieldNames)[number]

export const labelsOf = ({ t }: View): Record<FieldName, string> => ({
  familyName: t("field.person.familyName"),
  givenName: t("field.person.givenName"),
  patronymic: t("field.person.patronymic"),
  birthOn: t("field.person.birthOn"),
  territoryId: t("field.person.territory"),
  phone: t("field.person.phone"),
  email: t("field.person.email"),
  address: t("field.person.address"),
  note: t("field.person.note"),
})

export const groupWord = (t: Say, group: Group) => t(`value.person.group.${group}`)

export const groupOptions = (t: Say): Option[] => groups.map((group) => ({ value: group, label: groupWord(t, group) }))

/** What follows from the day of birth and from where somebody learns, as far as the reader sees them. */
export function groupsOf({ birthOn }: Pick<Person, "birthOn">, affiliations: Affiliation[], today: string): Group[] {
  const roles = present(affiliations, today).map(({ role }) => role)
  return [
    ...(birthOn && ageOn(birthOn, today) >= silverAge ? (["silver"] as const) : []),
    ...(isMinor(birthOn, today) ? (["minor"] as const) : []),
    ...(["pupil", "student"] as const).filter((role) => roles.includes(role)),
  ]
}
