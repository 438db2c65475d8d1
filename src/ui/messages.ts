import en from "#ui/locales/en.json" with { type: "json" }
import ru from "#ui/locales/ru.json" with { type: "json" }

type UiMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends UiMessages {}
}

/** Texts of the components, to be joined with those of the modules. */
export const uiMessages = { ru, en }
