import type { View } from "#platform/view.ts"
import { sayDay } from "#ui/when.ts"
import type { Publishable } from "../person/fields.ts"
import type { Person } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import { type Consent, type ConsentKind, fillText, type Standing } from "./consent.ts"
import type { ConsentText, Operator } from "./consent-text.store.ts"

export const kindWord = ({ t }: View, kind: ConsentKind) => t(`value.person.consent.${kind}`)
export const fieldWord = ({ t }: View, field: Publishable) => t(`value.person.published.${field}`)
export const relationWord = ({ t }: View, relation: string) =>
  relation ? t(`value.person.relation.${relation as "mother"}`) : ""
export const dayWord = ({ locale, today }: View, day: string) => sayDay(day, today, locale).exact

/** How a person stands, in words. */
export function standingWord({ t }: View, { counts, lacks, cameOfAge }: Standing): string {
  if (counts) return t("consent.standing.counts")
  if (cameOfAge) return t("consent.standing.came_of_age")
  return t(`consent.standing.${lacks.length === 2 ? "both" : lacks[0]!}`)
}

/** One consent in a line: «Показ всем: телефон». */
export const consentTitle = (view: View, { kind, field }: Pick<Consent, "kind" | "field">) =>
  field ? `${kindWord(view, kind)}: ${fieldWord(view, field)}` : kindWord(view, kind)

type Said = Partial<Pick<Consent, "signer" | "relation" | "reach" | "conditions" | "untilOn">> & {
  fields?: Publishable[]
}

/**
 * The words of a consent with everything filled in that is known; on paper and before it is given the rest is a line to
 * be written on.
 * @param said what was decided; `untilOn` undefined: not decided yet
 */
export function wordsOf(
  view: View,
  text: ConsentText,
  about: {
    operator: Operator | undefined
    person?: Pick<Person, "familyName" | "givenName" | "patronymic" | "birthOn">
  },
  said: Said = {},
): string[] {
  const { t } = view
  const { operator, person } = about
  const values: Record<string, string | undefined> = {
    signer: said.signer || undefined,
    relation: said.relation ? relationWord(view, said.relation) : undefined,
    person: person && fullName(person),
    birth: person?.birthOn ? dayWord(view, person.birthOn) : undefined,
    operator: operator?.name,
    address: operator?.address,
    requisites: operator?.requisites ?? "",
    contact: operator?.contact,
    site: view.baseUrl,
    reach: said.reach || undefined,
    fields: said.fields?.length ? said.fields.map((field) => fieldWord(view, field)).join(", ") : undefined,
    conditions: said.conditions === "" ? t("consent.no_conditions") : said.conditions,
    until: said.untilOn
      ? dayWord(view, said.untilOn)
      : said.untilOn === null
        ? t("consent.until_withdrawn")
        : undefined,
  }
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return fillText(view.locale === "en" ? text.bodyEn : text.bodyRu, known as Record<string, string>)
}
