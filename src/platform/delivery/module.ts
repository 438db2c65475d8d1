import { administrator } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { deliveryEvents } from "./events.ts"
import { inboxPages } from "./incoming/inbox.pages.tsx"
import { receiveJob } from "./incoming/receive-mail.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T0915_delivery_start.ts"
import * as letters from "./migrations/20261121T1205_delivery_letters.ts"
import * as incoming from "./migrations/20261121T1206_delivery_incoming.ts"
import { outboxPages } from "./outbox.pages.tsx"
import { resendMail } from "./resend-mail.ts"
import { mailJob } from "./send-mail.ts"
import { tidyJob } from "./tidy.ts"

type DeliveryMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends DeliveryMessages {}
}

/** Mail: letters are queued with what made them necessary and sent by a job; answers are read from a mailbox. */
export const delivery: Module = {
  name: "delivery",
  migrations: {
    "20261121T0915_delivery_start": start,
    "20261121T1205_delivery_letters": letters,
    "20261121T1206_delivery_incoming": incoming,
  },
  messages: { ru, en },
  commands: [resendMail],
  events: deliveryEvents,
  settings: [
    { group: "mail", href: "/settings/outbox", label: "delivery.title", icon: "mail", visible: administrator },
    { group: "mail", href: "/settings/inbox", label: "inbox.title", icon: "inbox", visible: administrator },
  ],
  jobs: [mailJob, receiveJob, tidyJob],
  pages(app) {
    outboxPages(app)
    inboxPages(app)
  },
}
