import { z } from "zod"
import { foldName, line } from "#modules/registry/public.ts"

/** The fields of a competence of the catalogue, as a form and the API give them. */
export const competenceFields = {
  nameRu: line(200).refine((name) => foldName(name) !== "", "invalid.required"),
  nameEn: line(200),
  position: z.number().int().min(0).max(10_000),
  retired: z.boolean(),
}
