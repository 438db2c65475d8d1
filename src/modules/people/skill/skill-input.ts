import { z } from "zod"
import { day, line, lines, partyFields } from "#modules/registry/public.ts"
import { fluencies, languageCodes, languageLimit } from "./languages.ts"
import { levels } from "./skill.ts"

const level = z.enum(levels, { error: "invalid.choice" })
const until = day.nullable().default(null)

/** A competence of a person; with a ground it is confirmed at once. */
export const skillFields = {
  competenceId: z.number().int(),
  level,
  evidence: lines(2000).default(""),
  link: partyFields.site,
  until,
  ground: line(500).default(""),
}

export const confirmationFields = {
  level,
  until,
  ground: line(500).refine((text) => text !== "", "invalid.required"),
}

export const endFields = { why: line(500).default("") }

export const language = z.object({
  code: z.enum(languageCodes, { error: "invalid.choice" }),
  fluency: z.enum(fluencies, { error: "invalid.choice" }),
})

/** What a person tells of itself. */
export const descriptionFields = {
  languages: z
    .array(language)
    .max(languageLimit)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, "skill.language.twice"),
  availability: lines(500),
  experience: lines(4000),
}
