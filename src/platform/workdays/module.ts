import { administrator } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { workdaysEvents } from "./events.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1210_workdays_start.ts"
import { addQuietDay, removeQuietDay } from "./quiet-day.ts"
import { resetYear } from "./reset-year.ts"
import { storeYear } from "./store-year.ts"
import { workdaysPages } from "./workdays.pages.tsx"

type WorkdaysMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends WorkdaysMessages {}
}

/** The production calendar: which days are working ones. An administrator replaces a year by a file. */
export const workdays: Module = {
  name: "workdays",
  migrations: { "20261121T1210_workdays_start": start },
  messages: { ru, en },
  commands: [storeYear, resetYear, addQuietDay, removeQuietDay],
  events: workdaysEvents,
  settings: [
    {
      ...{ group: "catalogues", href: "/settings/workdays", label: "workdays.title", icon: "calendar" },
      visible: administrator,
    },
  ],
  pages: workdaysPages,
}
