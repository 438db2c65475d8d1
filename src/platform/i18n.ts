import { IntlMessageFormat } from "intl-messageformat"
import type { Saying } from "#platform/refusal.ts"

/**
 * Keys of all catalogues; each module adds its own by declaration merging:
 *
 * @example declare module "#platform/i18n.ts" { interface Messages extends RegistryMessages {} }
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge into it
export interface Messages {}
export type MessageKey = keyof Messages & string

export const locales = ["ru", "en"] as const
export type Locale = (typeof locales)[number]
export type Catalogue = Record<string, string>
export type Params = Record<string, string | number | Date | boolean | null | undefined>

/** Says a sentence of the catalogue in one language. */
export type Say = (key: MessageKey, params?: Params) => string

export type Translator = {
  say: Record<Locale, Say>
  /** For keys that come from a refusal: an unknown one is shown as it is. */
  explain(locale: Locale, saying: Saying): string
}

/**
 * Joins the catalogues of all modules.
 * @throws when two of them name the same key
 */
export function translator(catalogues: Record<Locale, Catalogue>[]): Translator {
  const say = {} as Record<Locale, Say>
  for (const locale of locales) {
    const texts = new Map<string, string>()
    for (const catalogue of catalogues)
      for (const [key, text] of Object.entries(catalogue[locale])) {
        if (texts.has(key)) throw new Error(`the message ${key} is written twice`)
        texts.set(key, text)
      }
    const formats = new Map<string, IntlMessageFormat>()
    say[locale] = (key, params) => {
      const text = texts.get(key)
      if (text === undefined) return key
      if (!text.includes("{")) return text
      let format = formats.get(key)
      if (!format) {
        format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
        formats.set(key, format)
      }
      return String(format.format(params))
    }
  }
  return { say, explain: (locale, { key, params }) => say[locale](key as MessageKey, params) }
}
