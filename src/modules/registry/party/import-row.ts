import { z } from "zod"
import { isKindOf } from "./party.ts"
import { partyFields } from "./party-input.ts"

const { territoryId: _, ...fields } = partyFields

/** One row of a list: a party that names its territory by words. */
export const importRow = z
  .object({ ...fields, territory: z.string().trim().max(200).default("") })
  .refine(({ nature, kind }) => isKindOf(nature, kind), { message: "invalid.choice", path: ["kind"] })
export type ImportRow = z.output<typeof importRow>

/** More rows than this are pasted by parts. */
export const importLimit = 2000
