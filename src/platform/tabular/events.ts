import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

const counted = z.object({ kind: z.string(), added: z.number(), changed: z.number(), refused: z.number() })

/** What imports announce; each card that they touch has events of its own. The subject is `import`. */
export const importEvents: Record<string, EventSpec> = {
  "import.finished": { payload: counted, doc: "An import of a table has come to its end." },
  "import.undone": {
    payload: z.object({ kind: z.string(), kept: z.number() }),
    doc: "An import was taken back; `kept` rows were touched since and stay as they are.",
  },
}
