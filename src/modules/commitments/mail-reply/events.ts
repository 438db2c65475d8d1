import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

const id = z.number().int()

/** What happens to answers by e-mail; the subject is the answer. */
export const replyEvents = {
  "reply.received": {
    payload: z.object({ recipient: id }),
    doc: "An addressee answered by e-mail; the answer waits for a coordinator.",
  },
  "reply.taken": {
    payload: z.object({ acts: z.array(id) }),
    doc: "A coordinator wrote down what an answer by e-mail says: one act for each request.",
  },
  "reply.dismissed": { payload: z.object({}), doc: "A coordinator said that a message is no answer." },
  "reply.restored": { payload: z.object({}), doc: "A message that was put aside waits for a coordinator again." },
} satisfies Record<string, EventSpec>
