import type { Module } from "#platform/module.ts"
import { importEvents } from "./events.ts"
import { importApi } from "./import.api.ts"
import { importPages } from "./import.pages.tsx"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1460_tabular_start.ts"
import * as people from "./migrations/20261121T1585_tabular_people.ts"
import { importCommands } from "./steer-import.ts"
import { resumeJob, stepJob } from "./work-import.ts"

type TabularMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends TabularMessages {}
}

/** Tables brought into lists: columns are chosen, rows tried, written by a job and taken back; what a row is, modules say. */
export const tabular: Module = {
  name: "tabular",
  migrations: { "20261121T1460_tabular_start": start, "20261121T1585_tabular_people": people },
  messages: { ru, en },
  commands: importCommands,
  events: importEvents,
  jobs: [stepJob, resumeJob],
  pages: importPages,
  api: importApi,
}
