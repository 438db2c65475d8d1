import { type Catalogue, type Locale, translator } from "#platform/i18n.ts"
import platformEn from "#platform/locales/en.json" with { type: "json" }
import platformRu from "#platform/locales/ru.json" with { type: "json" }
import type { View } from "#platform/view.ts"
import { plainDisplay } from "#ui/display.ts"
import { uiMessages } from "#ui/messages.ts"

const platform: Record<Locale, Catalogue> = { ru: platformRu, en: platformEn }
const { say, explain } = translator([uiMessages, platform])

/** A signed-in reader's view at 18:00 of 21 November 2026 in Moscow, for tests of pages and components. */
export const testView = (change: Partial<View> = {}): View => {
  const locale = change.locale ?? "ru"
  return {
    locale,
    t: say[locale],
    explain: (saying) => explain(locale, saying),
    path: "/resolutions",
    query: "",
    href: (path) => path,
    baseUrl: "https://centre.example",
    actor: { kind: "user", userId: "u-1", name: "Осипова Лидия Марковна", grants: [] },
    display: plainDisplay,
    key: () => "4f1c",
    menu: [
      { href: "/desk", label: "Мои дела", current: false },
      { href: "/resolutions", label: "Резолюции", current: true },
      { href: "/bodies", label: "Органы и организации", current: false },
    ],
    now: new Date("2026-11-21T15:00:00Z"),
    today: "2026-11-21",
    zone: "Europe/Moscow",
    ...change,
  }
}

export const visitorView = (change: Partial<View> = {}) => testView({ actor: { kind: "visitor" }, ...change })
