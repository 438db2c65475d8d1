import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

/** Goes only to the webhook that it is about, so nobody subscribes to it. */
export const testEvent = "webhook.test"

export const webhookEvents: Record<string, EventSpec> = {
  "webhook.added": { payload: z.object({}), doc: "A webhook was set up with a secret of its own." },
  "webhook.edited": {
    payload: z.object({ fields: z.array(z.string()) }),
    doc: "Name, address or events of a webhook were changed.",
  },
  "webhook.switched_on": { payload: z.object({}), doc: "A webhook was switched on." },
  "webhook.switched_off": {
    payload: z.object({ by: z.enum(["person", "receiver"]) }),
    doc: "A webhook was switched off, by a person or because its receiver answered 410.",
  },
  "webhook.secret_replaced": {
    payload: z.object({}),
    doc: "A webhook got a new secret; the old one signs for a day yet.",
  },
  [testEvent]: {
    payload: z.object({}),
    doc: "An administrator had a test sent; only the webhook that it is about gets it.",
  },
  "webhook.resent": {
    payload: z.object({ delivery: z.int() }),
    doc: "An administrator had a delivery of the webhook sent again.",
  },
  "webhook.removed": { payload: z.object({}), doc: "A webhook was removed with its secret and its deliveries." },
}
