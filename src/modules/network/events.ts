import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { centreKinds } from "./centre/centre.ts"

/** What the network announces. The subject is always a centre (`centre`). */
export const events = {
  "centre.added": {
    doc: "A centre joined the network: a body of the registry with a territory of its own.",
    payload: z.object({ party: z.int(), kind: z.enum(centreKinds), territory: z.int().nullable() }),
    open: ["slug"],
  },
  "centre.edited": {
    doc: "A centre changed what it says of itself, or its address.",
    payload: z.object({ fields: z.array(z.string()) }),
    open: ["slug", "about", "contacts"],
  },
  "centre.closed": {
    doc: "A centre left the network; the roles over its territory ended.",
    payload: z.object({ people: z.int() }),
    open: ["closedOn", "closedWhy"],
  },
  "centre.invited": {
    doc: "Somebody was invited by e-mail to the staff of a centre, as its head or not.",
    payload: z.object({ invitation: z.uuid(), head: z.boolean() }),
  },
  "centre.staff_named": {
    doc: "A centre said how somebody of its staff is named in public, or hid the name again.",
    payload: z.object({ shown: z.boolean() }),
  },
  "curator.named": {
    doc: "A centre said who is its curator of a direction of work.",
    payload: z.object({ curator: z.int(), direction: z.int() }),
  },
  "curator.ended": {
    doc: "A curator of a direction of work left off.",
    payload: z.object({ curator: z.int(), direction: z.int() }),
  },
} satisfies Record<string, EventSpec>
