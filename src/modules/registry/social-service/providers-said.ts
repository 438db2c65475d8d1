import type { Say } from "#platform/i18n.ts"
import { providerCountLimit } from "../service-provider/provider.store.ts"

/** «3 поставщика», «больше 500 поставщиков», «поставщиков пока нет». */
export const providersSaid = (t: Say, count: number, capped = false): string =>
  capped && count > providerCountLimit
    ? t("provider.count_more", { count: providerCountLimit })
    : t("provider.count", { count })
