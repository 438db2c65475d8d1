import type { Module } from "#platform/module.ts"
import { deliveryEvents } from "./events.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T0915_delivery_start.ts"
import * as letters from "./migrations/20261121T1205_delivery_letters.ts"
import { outboxPages } from "./outbox.pages.tsx"
import { resendMail } from "./resend-mail.ts"
import { mailJob, tidyJob } from "./send-mail.ts"

type DeliveryMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends DeliveryMessages {}
}

/** The outbox: letters are queued with what made them necessary, sent by a job, kept where nothing can send. */
export const delivery: Module = {
  name: "delivery",
  migrations: { "20261121T0915_delivery_start": start, "20261121T1205_delivery_letters": letters },
  messages: { ru, en },
  commands: [resendMail],
  events: deliveryEvents,
  jobs: [mailJob, tidyJob],
  pages: outboxPages,
}
