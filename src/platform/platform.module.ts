import type { Module } from "#platform/module.ts"
import en from "#platform/locales/en.json" with { type: "json" }
import ru from "#platform/locales/ru.json" with { type: "json" }
import * as start from "#platform/migrations/20261121T0900_platform_start.ts"

type PlatformMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends PlatformMessages {}
}

/** The ground: events, idempotency, words of refusals. */
export const platform: Module = {
  name: "platform",
  migrations: { "20261121T0900_platform_start": start },
  messages: { ru, en },
}
