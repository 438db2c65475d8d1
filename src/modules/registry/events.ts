import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { natures } from "./party/party.ts"

const open = ["nature", "kind", "name", "shortName", "territory", "site"]

/** What the registry announces. Subjects are `party` and `territory`. */
export const events = {
  "party.added": {
    doc: "An organisation or a body has entered the registry, by hand, by an import or in passing.",
    payload: z.object({ nature: z.enum(natures) }),
    open,
  },
  "party.edited": {
    doc: "Fields of an organisation or a body have changed.",
    payload: z.object({ fields: z.array(z.string()) }),
    open,
  },
  "territory.added": {
    doc: "A territory has been added under another one or at the top of the tree.",
    payload: z.object({ parentId: z.number().nullable() }),
    open: ["name"],
  },
  "territory.edited": {
    doc: "A territory has been renamed or hung under another one.",
    payload: z.object({ fields: z.array(z.string()) }),
    open: ["name", "kind", "parent"],
  },
} satisfies Record<string, EventSpec>
