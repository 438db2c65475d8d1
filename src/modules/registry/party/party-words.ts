import type { MessageKey, Say } from "#platform/i18n.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import type { Option } from "#ui/field.tsx"
import { asTree, type Territory } from "../territory/territory.ts"
import type { KindGuess } from "./guess-kind.ts"
import { type LegalForm, legalForms } from "./identifiers.ts"
import { foldName, type Kind, kinds, natureOf, natures } from "./party.ts"

/** A kind in the reader's language: «совет». */
export const kindWord = (t: Say, { kind }: { kind: string }) => t(`value.party.kind.${kind}` as MessageKey)

/** A kind as a form names it, with its nature; null for anything else. */
export function knownKind(kind: string): KindGuess | null {
  const nature = natureOf(kind)
  return nature ? { nature, kind: kind as Kind } : null
}

const allKinds: Kind[] = natures.flatMap((nature) => [...kinds[nature]])

/** Kinds as lines of a select, by their words. @param of those offered; all when absent */
export const kindOptions = (t: Say, of: readonly Kind[] = allKinds): Option[] =>
  of.map((kind) => ({ value: kind, label: kindWord(t, { kind }) }))

/** The kind that a cell names by its word in one of the languages; null when it is no such word. */
export function kindOfWord(says: Say[], cell: string): KindGuess | null {
  const folded = foldName(cell)
  const kind = allKinds.find((kind) => says.some((t) => foldName(kindWord(t, { kind })) === folded))
  return kind ? knownKind(kind) : null
}

/** The tree of territories as a list to choose from; the depth is said by dashes, which screen readers pass over. */
export const territoryOptions = (all: Territory[]): Option[] =>
  asTree(all).map(({ id, name, depth }) => ({ value: String(id), label: `${"– ".repeat(depth)}${name}` }))

export const fieldNames = [
  "kind",
  "name",
  "shortName",
  "territoryId",
  "letterTo",
  "postalAddress",
  "email",
  "headEmail",
  "phone",
  "site",
  "legalForm",
  "inn",
  "ogrn",
  "kpp",
] as const
export type FieldName = (typeof fieldNames)[number]

export const labelsOf = ({ t }: View): Record<FieldName, string> => ({
  kind: t("field.party.kind"),
  name: t("field.party.name"),
  shortName: t("field.party.shortName"),
  territoryId: t("field.party.territory"),
  letterTo: t("field.party.letterTo"),
  postalAddress: t("field.party.postalAddress"),
  email: t("field.party.email"),
  headEmail: t("field.party.headEmail"),
  phone: t("field.party.phone"),
  site: t("field.party.site"),
  legalForm: t("field.party.legalForm"),
  inn: t("field.party.inn"),
  ogrn: t("field.party.ogrn"),
  kpp: t("field.party.kpp"),
})

export const formWord = (t: Say, form: LegalForm) => t(`value.party.legalForm.${form}` as MessageKey)

export const formOptions = (t: Say): Option[] => legalForms.map((form) => ({ value: form, label: formWord(t, form) }))

/** Why an ИНН is refused that another card has. */
export const innTaken = ({ name }: { name: string }): Saying => ({
  key: "registry.invalid.inn_taken",
  params: { name },
})
