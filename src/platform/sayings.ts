import type { z } from "zod"
import type { Saying } from "#platform/refusal.ts"

/** One issue of Zod as a sentence of the catalogue. A message that starts with "refusal." or a module's name is a key. */
function sayingOf(issue: z.core.$ZodIssue): Saying {
  if (/^[a-z_]+(\.[a-z_]+)+$/.test(issue.message)) return { key: issue.message }
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" && Number(issue.minimum) <= 1
        ? { key: "invalid.required" }
        : { key: "invalid.too_small", params: { minimum: Number(issue.minimum) } }
    case "too_big":
      return { key: "invalid.too_big", params: { maximum: Number(issue.maximum) } }
    case "invalid_format":
      return {
        key: issue.format === "email" ? "invalid.email" : issue.format === "url" ? "invalid.url" : "invalid.format",
      }
    case "invalid_type":
      return { key: issue.input === undefined ? "invalid.required" : "invalid.format" }
    case "invalid_value":
      return { key: "invalid.choice" }
    default:
      return { key: "invalid.format" }
  }
}

/** The first trouble of every field, by dotted path. */
export function sayingsOf(error: z.ZodError): Record<string, Saying> {
  const fields: Record<string, Saying> = {}
  for (const issue of error.issues) fields[issue.path.join(".")] ??= sayingOf(issue)
  return fields
}
