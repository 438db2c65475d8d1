import { z } from "zod"
import { partyFields } from "../party/party-input.ts"
import { day } from "../status/status-input.ts"
import { codeKey, criteriaLimit } from "./service-list.ts"

const line = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\s+/g, " ").trim())
const filled = (text: string) => text !== ""

/** The document of a version, as a form and the API give it. */
export const documentFields = {
  documentName: line(500).default(""),
  documentNumber: line(60).default(""),
  documentDate: day.nullable().default(null),
  link: partyFields.site,
  inForceFrom: day.nullable().default(null),
}

/** A criterion of quality: only its name is needed. */
export const criterionInput = z.object({
  name: line(300).refine(filled, "invalid.required"),
  measured: line(500).default(""),
  how: line(500).default(""),
  threshold: line(300).default(""),
})

/** What a version says of a service. */
export const entryFields = {
  code: line(40).refine((code) => codeKey(code) !== "", "invalid.required"),
  name: line(500).refine(filled, "invalid.required"),
  description: z
    .string()
    .max(4000)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .default(""),
  criteria: z.array(criterionInput).max(criteriaLimit).default([]),
}
