import { administrator } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { deliveryPages } from "./delivery/delivery.pages.tsx"
import { resendDelivery } from "./delivery/resend-delivery.ts"
import { webhookJob } from "./delivery/send-delivery.ts"
import { tidyJob } from "./delivery/tidy.ts"
import { webhookEvents } from "./events.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1220_webhooks_start.ts"
import { addWebhook } from "./webhook/add-webhook.ts"
import { editWebhook } from "./webhook/edit-webhook.ts"
import { removeWebhook } from "./webhook/remove-webhook.ts"
import { replaceSecret } from "./webhook/replace-secret.ts"
import { switchWebhook } from "./webhook/switch-webhook.ts"
import { testWebhook } from "./webhook/test-webhook.ts"
import { webhookApi } from "./webhook/webhook.api.ts"
import { webhookPages } from "./webhook/webhook.pages.tsx"

type WebhooksMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends WebhooksMessages {}
}

/** Events go out to programs of others: signed, again after a failure, with a page of what became of each. */
export const webhooks: Module = {
  name: "webhooks",
  migrations: { "20261121T1220_webhooks_start": start },
  messages: { ru, en },
  commands: [
    ...[addWebhook, editWebhook, switchWebhook, replaceSecret, removeWebhook],
    ...[testWebhook, resendDelivery],
  ],
  events: webhookEvents,
  jobs: [webhookJob, tidyJob],
  settings: [{ group: "programs", href: "/webhooks", label: "webhooks.title", icon: "send", visible: administrator }],
  pages(app) {
    webhookPages(app)
    deliveryPages(app)
  },
  api: webhookApi,
}
