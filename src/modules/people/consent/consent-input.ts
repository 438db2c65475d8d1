import { z } from "zod"
import { day, line, lines } from "#modules/registry/public.ts"
import { publishable } from "../person/fields.ts"
import { consentKinds } from "./consent.ts"

/** What a consent says besides its words, as forms and the API give it. */
export const consentFields = {
  kind: z.enum(consentKinds, "invalid.choice"),
  /** For a publication: which fields, one consent each. */
  fields: z.array(z.enum(publishable as [(typeof publishable)[number]], "invalid.choice")).default([]),
  /** The last day; null: until it is withdrawn. */
  until: day.nullable().default(null),
  /** What the person forbids or makes a condition of (152-ФЗ, ст. 10.1, ч. 9). */
  conditions: lines(1000).default(""),
}
export const withdrawalFields = { why: line(500).default("") }
