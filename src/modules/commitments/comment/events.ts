import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

const item = z.number().int()

/** What comments announce; never their words or names. */
export const commentEvents = {
  "comment.added": {
    payload: z.object({ item, waits: z.boolean() }),
    doc: "Somebody wrote under an item; a visitor's comment waits until it is looked through.",
  },
  "comment.published": { payload: z.object({ item }), doc: "A comment was looked through: everybody reads it." },
  "comment.hidden": { payload: z.object({ item }), doc: "A comment was hidden, with a reason that the staff reads." },
  "comment.audience_changed": {
    payload: z.object({}),
    doc: "Who may write under items was changed.",
    open: ["who"],
  },
} satisfies Record<string, EventSpec>
