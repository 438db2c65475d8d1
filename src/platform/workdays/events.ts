import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

const day = z.object({ day: z.string() })

/** What changes of the production calendar announce; the subject is always the year. */
export const workdaysEvents: Record<string, EventSpec> = {
  "workdays.year_stored": {
    payload: z.object({ exceptions: z.number() }),
    doc: "An administrator replaced the production calendar of a year by a file.",
  },
  "workdays.year_reset": { payload: z.object({}), doc: "A year went back to the built-in production calendar." },
  "workdays.quiet_day_added": { payload: day, doc: "The centre made a day quiet: nothing is sent and no term ends." },
  "workdays.quiet_day_removed": { payload: day, doc: "A quiet day of the centre was taken back." },
}
