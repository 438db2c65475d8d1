import { z } from "zod"
import { partyFields } from "../party/party-input.ts"
import { statusKinds } from "./status.ts"

export const day = z.iso.date({ error: "invalid.date" }).refine((text) => text > "1900", "invalid.date")

export const words = z
  .string()
  .max(500)
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .refine((text) => text !== "", "invalid.required")

/** The fields of a status, as a form and the API give them. */
export const statusFields = {
  kind: z.enum(statusKinds),
  from: day.nullable().default(null),
  until: day.nullable().default(null),
  proof: words,
  link: partyFields.site,
  institutionId: z.number().int().nullable().default(null),
}
