import { z } from "zod"
import { centreKinds, isSlug } from "./centre.ts"

const line = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\s+/g, " ").trim())
const lines = (limit: number) => z.string().max(limit).trim()

/** The fields of a centre, as forms and the API give them. */
export const centreFields = {
  name: line(500).refine((text) => text !== "", "invalid.required"),
  kind: z.enum(centreKinds),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text === "" || isSlug(text), "centre.slug_wrong"),
  about: lines(5000),
  contacts: lines(1000),
}

/** An invitation by e-mail: the caller makes the token and writes the letter with its link. */
export const invitationFields = {
  email: z.email({ error: "invalid.email" }).max(254).toLowerCase(),
  token: z.string().min(40),
  letter: z.object({ subject: z.string(), text: z.string() }),
}

export const publicLine = line(200)
