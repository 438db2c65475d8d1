import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

const id = z.number().int()

/** What deliberation announces. Payloads carry ids and names of fields only. */
export const events = {
  "resolution.drafted": {
    payload: z.object({ format: z.string() }),
    doc: "A text was read; its draft waits for checking.",
  },
  "resolution.draft_dropped": { payload: z.object({}), doc: "A draft was thrown away before adoption." },
  "resolution.adopted": {
    payload: z.object({ items: z.number(), addressed: z.number() }),
    doc: "A resolution was adopted: from now on its words change only by a dated amendment.",
  },
  "resolution.amended": {
    payload: z.object({ amendment: id, items: z.array(id) }),
    doc: "A dated amendment changed, struck out or added items of an adopted resolution.",
  },
  "resolution.shown": {
    payload: z.object({ visibility: z.string() }),
    doc: "Who may read a resolution was changed.",
    open: ["visibility"],
  },
  "item.directed": {
    payload: z.object({ resolution: id, direction: id }),
    doc: "A dated act gave an addressee to an item that named none.",
  },
  "item.themed": {
    payload: z.object({ resolution: id, theme: id.nullable() }),
    doc: "Somebody said what an item is about, or that it is about no theme.",
    open: ["theme"],
  },
  "theme.added": { payload: z.object({}), doc: "A theme was added to the catalogue." },
  "theme.renamed": {
    payload: z.object({ fields: z.array(z.string()) }),
    doc: "A theme got another name; items keep it.",
    open: ["nameRu", "nameEn"],
  },
  "theme.merged": {
    payload: z.object({ from: id, items: z.number() }),
    doc: "The items of another theme were given to this one, and the other one is gone.",
  },
  "theme.removed": { payload: z.object({}), doc: "A theme that no item had was taken out of the catalogue." },
} satisfies Record<string, EventSpec>
