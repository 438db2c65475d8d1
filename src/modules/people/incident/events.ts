import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { entryKinds } from "./incident.ts"

/** What is announced about the journal of incidents: numbers only, never what happened. */
export const incidentEvents = {
  "incident.opened": {
    doc: "An incident with personal data was written down; the terms of the law run from its finding.",
    payload: z.object({}),
  },
  "incident.entry_added": {
    doc: "More was written to an incident, or that somebody was told of it.",
    payload: z.object({ kind: z.enum(entryKinds) }),
  },
  "incident.closed": {
    doc: "An incident was closed with conclusions; `unsent`: Roskomnadzor need not be told.",
    payload: z.object({ unsent: z.boolean() }),
  },
} satisfies Record<string, EventSpec>
