import type { View } from "#platform/view.ts"

/** Languages by ISO 639: those of Russia and its neighbours, and of visitors; `rsl` is Russian sign language. */
export const languageCodes = [
  ...["ru", "rsl", "en", "de", "fr", "es", "it", "zh", "ar", "tr", "fa"],
  ...["uk", "be", "kk", "ky", "uz", "tg", "az", "hy", "ka"],
  ...["tt", "ba", "cv", "ce", "av", "udm", "mhr", "myv", "mdf", "os", "kv", "sah", "tyv", "kbd", "inh", "lez", "xal"],
] as [string, ...string[]]

/** More than anybody speaks. */
export const languageLimit = 20

export const fluencies = ["basic", "fluent", "native"] as const
export type Fluency = (typeof fluencies)[number]
export type Language = { code: string; fluency: Fluency }

/** The name of a language in the reader's: ICU knows all of them but sign languages. */
export const languageName = ({ t, locale }: View, code: string): string =>
  code === "rsl" ? t("skill.language.rsl") : (new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code)

/** «английский — свободно, татарский — родной». */
export const languagesSaid = (view: View, languages: Language[]): string =>
  languages.map(({ code, fluency }) => `${languageName(view, code)} — ${view.t(`skill.fluency.${fluency}`)}`).join(", ")
