import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

/** What is announced about the operator's register of processes. */
export const processingEvents = {
  "processing.written": {
    doc: "A process of the register of processing was described, or described otherwise, as its next version.",
    payload: z.object({ version: z.number() }),
  },
  "processing.ended": {
    doc: "A process of the register of processing is over; what was said of it stays.",
    payload: z.object({ version: z.number() }),
  },
} satisfies Record<string, EventSpec>
