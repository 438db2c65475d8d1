import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { dueReasons } from "./retention.ts"

/** What is announced about terms of keeping. */
export const retentionEvents = {
  "retention.changed": {
    doc: "Somebody said otherwise how long people and the journal of readings are kept.",
    payload: z.object({}),
  },
  "retention.went_round": {
    doc: "The monthly round: how many people came on the list, how many went off it, how many lines of the journal of readings are gone.",
    payload: z.object({ found: z.number(), dropped: z.number(), readings: z.number() }),
  },
  "person.kept": {
    doc: "Somebody left a person of the list «Пора уничтожить» as it is until a day.",
    payload: z.object({ reason: z.enum(dueReasons) }),
  },
} satisfies Record<string, EventSpec>
