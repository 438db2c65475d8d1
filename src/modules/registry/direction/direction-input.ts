import { z } from "zod"
import { foldName } from "../party/party.ts"

const line = z
  .string()
  .max(200)
  .transform((text) => text.replace(/\s+/g, " ").trim())

/** The fields of a direction, as a form and the API give them. */
export const directionFields = {
  nameRu: line.refine((name) => foldName(name) !== "", "invalid.required"),
  nameEn: line,
  position: z.number().int().min(0).max(10_000),
  retired: z.boolean(),
}
