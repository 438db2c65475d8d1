import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { affiliationRoles } from "./affiliation/affiliation.ts"
import { bases } from "./erasure/erasure.ts"

const ofAffiliation = { affiliation: z.number(), party: z.number(), role: z.enum(affiliationRoles) }

/** What is announced about people. The subject is `person`; no field is open: values belong to the person. */
export const events = {
  "person.added": {
    doc: "A person has entered the registry, with an account or without one.",
    payload: z.object({}),
  },
  "person.edited": {
    doc: "Fields of a person have changed.",
    payload: z.object({ fields: z.array(z.string()) }),
  },
  "person.affiliated": {
    doc: "Somebody said what a person is in an organisation or a body.",
    payload: z.object(ofAffiliation),
  },
  "person.left": {
    doc: "A person left an organisation or a body; that it belonged there stays.",
    payload: z.object(ofAffiliation),
  },
  "person.affiliation_removed": {
    doc: "An affiliation that was entered by mistake was taken away.",
    payload: z.object(ofAffiliation),
  },
  "person.erased": {
    doc: "All that was kept of a person was destroyed, and the act of it made.",
    payload: z.object({ erasure: z.number(), basis: z.enum(bases) }),
  },
} satisfies Record<string, EventSpec>
