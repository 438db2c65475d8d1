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

/**
 * What an event is about, in a few words of the reader's language. In English this is its documentation; other
 * languages have the words of the journal, less what those add about a single case («Подготовлены письма: 11»).
 */
export function aboutEvent(modules: Module[], locale: Locale, { name, doc }: { name: string; doc: string }): string {
  if (locale === "en") return doc
  const key = `event.${name.replaceAll(".", "_")}`
  const text = modules.map((m) => m.messages[locale][key]).find((said) => said !== undefined) ?? ""
  const [start = "", ...single] = text.split("{")
  const said = single.length ? start.split(/[,:;—(]/)[0]! : start
  return said.trim() || doc
}
