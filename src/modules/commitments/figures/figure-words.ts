import type { Locale } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import type { Figures } from "./figures.ts"

const formats = {
  ru: new Intl.NumberFormat("ru-RU", { style: "percent" }),
  en: new Intl.NumberFormat("en-GB", { style: "percent" }),
}

/** A share from 0 to 1 as «80 %»; a dash where there is none. */
export const shareIn = (locale: Locale) => (share: number | null) =>
  share === null ? "–" : formats[locale].format(share)

/** Figures as sentences: who was asked, who answered and how soon, what was done, what is late. */
export function figureWords({ t, locale }: Pick<View, "t" | "locale">, f: Figures): string {
  const share = shareIn(locale)
  return [
    t("figures.words.asked", { count: f.asked }),
    t("figures.words.answered", { share: share(f.shareAnswered) }),
    f.days !== null && t("figures.words.days", { days: f.days }),
    t("figures.words.done", { share: share(f.shareDone) }),
    f.overdue > 0 && t("figures.words.overdue", { count: f.overdue }),
  ]
    .filter(Boolean)
    .join(" ")
}
