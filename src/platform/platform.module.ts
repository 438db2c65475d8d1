import documentsEn from "#platform/documents/locales/en.json" with { type: "json" }
import documentsRu from "#platform/documents/locales/ru.json" with { type: "json" }
import en from "#platform/locales/en.json" with { type: "json" }
import ru from "#platform/locales/ru.json" with { type: "json" }
import * as start from "#platform/migrations/20261121T0900_platform_start.ts"
import * as link from "#platform/migrations/20261121T1200_platform_link.ts"
import * as erasedPerson from "#platform/migrations/20261121T1519_platform_erased_person.ts"
import type { Module } from "#platform/module.ts"

type PlatformMessages = typeof ru & typeof documentsRu
declare module "#platform/i18n.ts" {
  interface Messages extends PlatformMessages {}
}

/** The ground: events, idempotency, words of refusals, those of documents that cannot be read among them. */
export const platform: Module = {
  name: "platform",
  migrations: {
    "20261121T0900_platform_start": start,
    "20261121T1200_platform_link": link,
    "20261121T1519_platform_erased_person": erasedPerson,
  },
  unmoved: [
    { table: "platform.erased_person", column: "person_id", why: "says of one id that it is no more" },
    { table: "platform.event_value", column: "person_id", why: "the journal stays with the card that it is of" },
  ],
  messages: { ru: { ...ru, ...documentsRu }, en: { ...en, ...documentsEn } },
}
