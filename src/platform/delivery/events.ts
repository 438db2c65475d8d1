import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

/** What sending announces. The letters themselves are the journal of what went to whom. */
export const deliveryEvents: Record<string, EventSpec> = {
  "delivery.resent": { payload: z.object({}), doc: "An administrator had a kept or failed letter tried again." },
}
