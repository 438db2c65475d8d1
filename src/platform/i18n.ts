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

/** Sentences with nothing but numbers in them that are kept as they were said. */
const mostSaid = 10_000
const kept = new Map<string, unknown>()
/** Makes a formatter once for each choice of options; the library's own way of keeping them is slower than formatting. */
function keep<T>(kind: string, make: (locale: string, options: object) => T) {
  return (locale?: string | string[], options: object = {}): T => {
    const key = `${kind} ${locale} ${Object.entries(options)}`
    let made = kept.get(key)
    if (made === undefined) {
      made = make(String(locale), options)
      kept.set(key, made)
    }
    return made as T
  }
}
const formatters = {
  getNumberFormat: keep("number", (locale, options) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: keep("date", (locale, options) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: keep("plural", (locale, options) => new Intl.PluralRules(locale, options)),
}

/** A sentence that ends with a date or an abbreviation keeps one full stop: «до 5 мая 2027 г.», not «г..». */
const withoutDoubleStop = (text: string) => text.replace(/(?<=\p{L})\.\.(?!\.)/gu, ".")

/** Quotes within quotes take the other shape: «круглый стол „Тёплый двор“»; what does not pair is left as it is. */
function withInnerQuotes(text: string): string {
  if (!/«[^»]*«/.test(text)) return text
  let depth = 0
  let paired = true
  const typeset = text.replace(/[«»]/g, (mark) => {
    if (mark === "«") return depth++ ? "„" : mark
    paired &&= depth > 0
    return --depth ? "“" : mark
  })
  return paired && depth === 0 ? typeset : text
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
    const said = new Map<string, string>() // "5 items, 2 of them without an addressee" stands in every second row
    say[locale] = (key, params) => {
      const text = texts.get(key)
      if (text === undefined) return key
      if (!text.includes("{")) return text
      const given = Object.entries(params ?? {})
      const known = given.every(([, value]) => typeof value === "number") ? `${key} ${given}` : undefined
      const before = known && said.get(known)
      if (before !== undefined) return before
      let format = formats.get(key)
      if (!format) {
        format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, formatters })
        formats.set(key, format)
      }
      const now = withInnerQuotes(withoutDoubleStop(String(format.format(params))))
      if (known) {
        if (said.size >= mostSaid) said.clear()
        said.set(known, now)
      }
      return now
    }
  }
  return { say, explain: (locale, { key, params }) => say[locale](key as MessageKey, params) }
}
