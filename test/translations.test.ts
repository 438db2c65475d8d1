import { IntlMessageFormat } from "intl-messageformat"
import { describe, expect, test } from "vitest"
import { type Catalogue, type Locale, locales } from "#platform/i18n.ts"
import { uiMessages } from "#ui/messages.ts"
import { modules } from "../src/modules.ts"
import { filesUnder, isTest, textOf, withoutComments } from "./tree.ts"

const catalogues = [uiMessages, ...modules.map((m) => m.messages)]
const texts = Object.fromEntries(
  locales.map((locale) => [locale, Object.assign({}, ...catalogues.map((c) => c[locale])) as Catalogue]),
) as Record<Locale, Catalogue>
const all = locales.flatMap((locale) => Object.entries(texts[locale]).map(([key, text]) => ({ locale, key, text })))
const keys = Object.keys(texts.ru)

/** Names of places and programs, addresses and abbreviations that are the same in both languages. */
const sameInBoth = ["search.wait", "ui.theme"]

type Element = ReturnType<IntlMessageFormat["getAst"]>[number]
const astOf = (text: string, locale: Locale) =>
  new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst()
/** Every element of a message, those inside of plurals and selects included. */
const flat = (elements: Element[]): Element[] =>
  elements.flatMap((e) => [
    e,
    ...("options" in e ? Object.values(e.options).flatMap((option) => flat(option.value)) : []),
  ])
const isPlural = (e: Element) => "pluralType" in e
const placeholders = (text: string, locale: Locale) =>
  [
    ...new Set(
      flat(astOf(text, locale)).flatMap((e) => ("value" in e && !isText(e) ? [`${e.value}:${isPlural(e)}`] : [])),
    ),
  ].sort()
const isText = (e: Element) => e.type === 0

describe("two languages", () => {
  test("have the same keys", () => {
    expect(keys.length).toBeGreaterThan(500)
    for (const catalogue of catalogues)
      expect(Object.keys(catalogue.en).sort()).toEqual(Object.keys(catalogue.ru).sort())
  })

  test("every text can be formatted", () => {
    const wrong = all.flatMap(({ locale, key, text }) => {
      try {
        astOf(text, locale)
        return text.trim() ? [] : [`${locale} ${key} is empty`]
      } catch (err) {
        return [`${locale} ${key}: ${(err as Error).message}`]
      }
    })
    expect(wrong).toEqual([])
  })

  test("say the same things: placeholders agree", () => {
    const names = (key: string, locale: Locale) =>
      placeholders(texts[locale][key]!, locale).map((name) => name.split(":")[0])
    const wrong = keys
      .filter((key) => String([...new Set(names(key, "ru"))]) !== String([...new Set(names(key, "en"))]))
      .map((key) => `${key}: ${names(key, "ru")} | ${names(key, "en")}`)
    expect(wrong).toEqual([])
  })

  test("plurals are complete", () => {
    const needed = { ru: ["one", "few", "many", "other"], en: ["one", "other"] }
    const wrong = all.flatMap(({ locale, key, text }) =>
      flat(astOf(text, locale))
        .filter(isPlural)
        .filter((e) => "options" in e && Object.keys(e.options).some((form) => !/^=|^other$/.test(form)))
        .filter((e) => needed[locale].some((form) => !("options" in e && form in e.options)))
        .map(() => `${locale} ${key}: ${text}`),
    )
    expect(wrong).toEqual([])
  })

  test("nothing was left untranslated", () => {
    const letters = (text: string) => text.replace(/\{[^{}]*\}/g, "")
    const wrong = keys.filter(
      (key) => /[а-яё]/i.test(letters(texts.ru[key]!)) && texts.ru[key] === texts.en[key] && !sameInBoth.includes(key),
    )
    expect(wrong).toEqual([])
    const noRussian = keys.filter(
      (key) => /[a-z]{2} [a-z]{2}/i.test(letters(texts.ru[key]!)) && !/[а-яё]/i.test(texts.ru[key]!),
    )
    expect(noRussian).toEqual(["ui.language.other"])
    const noEnglish = keys.filter((key) => /[а-яё]/i.test(texts.en[key]!))
    expect(noEnglish).toEqual(["ui.language.other", "ui.form.date_hint"]) // dates are typed in Russian, too
  })
})

describe("the words", () => {
  const inLetters = /^ru (export\.letter\.\S+|\S+(\.text|\.subject|\.salutation)): /
  const found = (locale: Locale | undefined, what: RegExp) =>
    all
      .filter((m) => (!locale || m.locale === locale) && what.test(m.text))
      .map((m) => `${m.locale} ${m.key}: ${m.text}`)

  test("are plain: no «в рамках», no «осуществление»", () => {
    expect(found("ru", /в рамках|осуществл|данн(ый|ая|ое|ого|ой) (документ|раздел)|является/i)).toEqual([])
  })
  test("have the quotes of their language, and no emoji", () => {
    expect(found("ru", /["“”]|(?<!\w)'|'(?!\w)/)).toEqual([])
    expect(found("en", /"|[«»]/)).toEqual([])
    expect(found(undefined, /\p{Extended_Pictographic}/u)).toEqual([])
  })
  test("have dashes, no doubled spaces, and no shouting", () => {
    expect(found(undefined, / - | {2}|!!|\?\?/)).toEqual([])
    expect(found("ru", /!/).filter((text) => !inLetters.test(text))).toEqual([])
  })
  test("address the reader with a small «вы», which only letters write with a capital", () => {
    const capital = found("ru", /[а-яё,:] (Вы|Вас|Вам|Вами|Ваш[а-яё]*)(?![а-яё])/)
    expect(capital.filter((text) => !inLetters.test(text))).toEqual([])
  })
})

describe("keys", () => {
  const files = filesUnder("src").filter((path) => !isTest(path))
  const code = files.map((path) => withoutComments(textOf(path))).join("\n")
  const literals = new Set([...code.matchAll(/"([a-z_]+(?:\.\w+)+)"/g)].map(([, key]) => key!))
  /** `resolution.kind.${kind}` as a pattern of keys. */
  const templates = [...code.matchAll(/`([a-z_]+(?:\.\w+)*[._](?:\$\{[^}]*\}|[\w.])*\$\{[^}]*\}[\w.]*)`/g)].map(
    ([, text]) => new RegExp(`^${text!.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`),
  )

  test("every key that is written in the code exists", () => {
    const spaces = new Set(keys.map((key) => key.split(".")[0]))
    const tables = [...code.matchAll(/\binterface (?:Tables|Slots) \{\n([\s\S]*?)\n {2}\}/g)].flatMap(([, body = ""]) =>
      [...body.matchAll(/"([\w.]+)":/g)].map(([, name]) => name!),
    )
    const names = new Set([
      ...tables,
      ...modules.flatMap((m) => [
        ...Object.keys(m.events ?? {}),
        ...[...(m.commands ?? []), ...(m.reactions ?? []), ...(m.jobs ?? [])].map(({ name }) => name),
      ]),
    ])
    const wrong = [...literals].filter(
      (key) =>
        spaces.has(key.split(".")[0]) &&
        !(key in texts.ru) &&
        !names.has(key) &&
        !tables.some((table) => key.startsWith(`${table}.`)) && // a column
        !/\.(tsx?|json|xlsx)$/.test(key),
    )
    expect(wrong).toEqual([])
  })

  test("every key is used", () => {
    const dead = keys.filter((key) => !literals.has(key) && !templates.some((template) => template.test(key)))
    expect(dead).toEqual([])
  })

  test("every event has its words in the journal", () => {
    const events = modules.flatMap((m) => Object.keys(m.events ?? {}))
    expect(events.map((name) => `event.${name.replaceAll(".", "_")}`).filter((key) => !(key in texts.ru))).toEqual([])
  })

  test("every refusal has its words", () => {
    const refusals = [...code.matchAll(/\bnew Refusal\(\d+, "([^"]+)"/g)].map(([, key]) => key!)
    expect(refusals.length).toBeGreaterThan(20)
    expect(refusals.filter((key) => !(key in texts.ru))).toEqual([])
  })
})
