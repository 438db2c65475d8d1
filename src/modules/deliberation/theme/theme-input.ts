import { z } from "zod"
import { foldName } from "#modules/registry/public.ts"

const line = z
  .string()
  .max(200)
  .transform((text) => text.replace(/\s+/g, " ").trim())

/** The names of a theme, as a form and the API give them. */
export const themeFields = {
  nameRu: line.refine((name) => foldName(name) !== "", "invalid.required"),
  nameEn: line.default(""),
}
