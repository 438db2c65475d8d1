import type { Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import type { Force, Kind } from "./reading/understood.ts"

/** The number that people name an item by: as printed, or by its place where the document has only a bullet. */
export const numberOf = (item: { label: string; path: string }) =>
  /[\p{L}\p{N}]/u.test(item.label) ? item.label : item.path

export const kindLabel = (t: Say, kind: Kind) => t(`resolution.kind.${kind}`)
export const forceLabel = (t: Say, force: Force) => t(`item.force.${force}`)
export const roleLabel = (t: Say, role: "lead" | "joint" | "class") => t(`item.role.${role}`)

/** «до 1 июня 2026 г., постоянно», or "" when the item names no term. */
export const dueLabel = (view: View, item: { deadline: string | null; term: string }) =>
  [item.deadline && view.t("item.due", { date: longDate(item.deadline, view.locale) }), item.term]
    .filter(Boolean)
    .join(", ")
