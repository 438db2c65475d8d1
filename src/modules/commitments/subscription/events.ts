import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

/** What following announces; never whose address it is. */
export const subscriptionEvents = {
  "subscription.added": {
    payload: z.object({ of: z.enum(["item", "resolution"]), about: z.number().int() }),
    doc: "Somebody began to follow an item or a resolution; their address is in no event.",
  },
  "subscription.ended": {
    payload: z.object({}),
    doc: "Somebody ended a subscription; the address was erased with it.",
  },
} satisfies Record<string, EventSpec>
