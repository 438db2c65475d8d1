import type { View } from "#platform/view.ts"
import { sayDay } from "#ui/when.ts"
import type { ServiceList } from "./service-list.ts"

/** «Постановление администрации от 12 января 2026 г. № 8»; "" while it is not said. */
export function documentSaid({ t, today, locale }: View, list: ServiceList): string {
  const date = list.documentDate && t("service_list.of_day", { date: sayDay(list.documentDate, today, locale).exact })
  return [list.documentName, date, list.documentNumber && `№ ${list.documentNumber}`].filter(Boolean).join(" ")
}

/** «действует с 1 февраля 2026 г.» */
export const inForceSaid = ({ t, today, locale }: View, { inForceFrom }: Pick<ServiceList, "inForceFrom">) =>
  inForceFrom ? t("service_list.in_force_from", { date: sayDay(inForceFrom, today, locale).exact }) : ""

export const listAddress = ({ number }: Pick<ServiceList, "number">) => `/services/lists/${number}`
