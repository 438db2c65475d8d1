import type { MessageKey, Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import type { Force, Kind } from "./reading/understood.ts"

/** The number that people name an item by: as printed, or by its place where the document has only a bullet. */
export const numberOf = (item: { label: string; path: string }) =>
  /[\p{L}\p{N}]/u.test(item.label) ? item.label : item.path

export const kindLabel = (t: Say, kind: Kind) => t(`resolution.kind.${kind}`)
/** «рекомендовать»: what an item does, in the reader's language. */
export const forceLabel = (t: Say, force: Force) => t(`item.force.${force}`)
/** «участвует»: how an addressee takes part. */
export const roleLabel = (t: Say, role: "lead" | "joint" | "class") => t(`item.role.${role}`)

/** «до 1 июня 2026 г., постоянно», or "" when the item names no term. */
export const dueLabel = (view: View, item: { deadline: string | null; term: string }) =>
  [item.deadline && view.t("item.due", { date: longDate(item.deadline, view.locale) }), item.term]
    .filter(Boolean)
    .join(", ")

/** «Продолжает пункт 3 резолюции от 12 апреля 2026 г.», or where that item goes on. */
export const continuedItem = (
  view: View,
  key: "item.continues" | "item.continued_in",
  item: { label: string; path: string; adoptedOn: string },
) => view.t(key, { path: numberOf(item).replace(/\.$/, ""), date: longDate(item.adoptedOn, view.locale) })

/** What a higher module says, in the reader's language: its dates (`YYYY-MM-DD`) are written out. */
export function said({ t, locale }: Pick<View, "t" | "locale">, { key, params = {} }: Saying): string {
  const written = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? longDate(value, locale) : value,
  ])
  return t(key as MessageKey, Object.fromEntries(written))
}
