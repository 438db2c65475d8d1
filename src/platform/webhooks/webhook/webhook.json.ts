import { z } from "@hono/zod-openapi"
import type { Webhook } from "./webhook.store.ts"

export const webhookShape = z
  .object({
    id: z.int(),
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()).nullable().openapi({ description: "null is every event" }),
    on: z.boolean(),
    since: z.iso.datetime().openapi({ description: "Since when it is on, or off" }),
    reason: z.enum(["gone"]).nullable().openapi({ description: "Why it is off: its receiver answered 410" }),
    createdAt: z.iso.datetime(),
  })
  .openapi("Webhook")

export const webhookJson = (row: Webhook): z.output<typeof webhookShape> => ({
  id: row.id,
  name: row.name,
  url: row.url,
  events: row.events,
  on: row.on,
  since: row.since.toISOString(),
  reason: row.reason === "gone" ? row.reason : null,
  createdAt: row.created_at.toISOString(),
})
