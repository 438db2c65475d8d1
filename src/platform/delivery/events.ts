import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

/** What mail announces. The letters themselves are the journal of what went to whom. */
export const deliveryEvents: Record<string, EventSpec> = {
  "delivery.resent": { payload: z.object({}), doc: "An administrator had a kept or failed letter tried again." },
  "mail.received": {
    payload: z.object({ route: z.string().nullable() }),
    doc: "A message came by e-mail; `route` says what it answers, as far as that is known.",
  },
}
