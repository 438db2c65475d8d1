import type { Module } from "#platform/module.ts"
import * as start from "./migrations/20261121T1210_workdays_start.ts"

/** The production calendar: which days are working ones. */
export const workdays: Module = {
  name: "workdays",
  migrations: { "20261121T1210_workdays_start": start },
  messages: { ru: {}, en: {} },
}
