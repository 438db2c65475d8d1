import type { Say } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import type { Option } from "#ui/field.tsx"
import { sayDay } from "#ui/when.ts"
import { type StatusKind, statusKinds, type Term } from "./status.ts"

export const statusWord = (t: Say, kind: StatusKind) => t(`value.party.status.${kind}`)

export const statusOptions = (t: Say): Option[] =>
  statusKinds.map((kind) => ({ value: kind, label: statusWord(t, kind) }))

/** «с 12 апреля 2023 г. по 11 апреля 2028 г.»; "" when neither is known. */
export function termSaid({ t, today, locale }: View, { from, until }: Term): string {
  const said = (day: string) => sayDay(day, today, locale).exact
  if (from && until) return t("registry.status.from_until", { from: said(from), until: said(until) })
  if (from) return t("registry.status.from", { from: said(from) })
  return until ? t("registry.status.until", { until: said(until) }) : ""
}
