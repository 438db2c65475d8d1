import { IntlMessageFormat } from "intl-messageformat"
import type { Locale } from "#platform/i18n.ts"
import type { Module } from "#platform/module.ts"
import { testEvent } from "../events.ts"

/** Events that can be subscribed to, by the module that announces them. */
export function announcedEvents(modules: Module[]): { module: string; events: { name: string; doc: string }[] }[] {
  return modules
    .map(({ name: module, events = {} }) => ({
      module,
      events: Object.entries(events)
        .filter(([name]) => name !== testEvent)
        .map(([name, { doc }]) => ({ name, doc })),
    }))
    .filter(({ events }) => events.length > 0)
}

type Element = ReturnType<IntlMessageFormat["getAst"]>[number]

/** A sentence of the journal without a case to tell: «Пунктов: …», and every branch of a choice. */
const inGeneral = (elements: Element[]): string =>
  elements
    .map((element) => {
      if ("options" in element) {
        const branches = Object.values(element.options).map(({ value }) => inGeneral(value).trim())
        return branches.filter((text) => text && text !== "…").join(" / ")
      }
      return "value" in element && element.type === literal ? element.value : "…"
    })
    .join("")
const literal = 0

/**
 * What an event is about, in the reader's language: in English its documentation; other languages have the words of
 * the journal.
 */
export function aboutEvent(modules: Module[], locale: Locale, { name, doc }: { name: string; doc: string }): string {
  if (locale === "en") return doc
  const key = `event.${name.replaceAll(".", "_")}`
  const text = modules.map((m) => m.messages[locale][key]).find((said) => said !== undefined)
  if (text === undefined) return doc
  const said = inGeneral(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst())
  return said.charAt(0).toUpperCase() + said.slice(1)
}
