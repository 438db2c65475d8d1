import type { Rule } from "./authorisation-rules.ts"

/** Who may use the pages by which the operator answers for personal data; the rest is in test/page-rules.ts. */
export const dataRules: Record<string, Rule> = {
  "GET /settings/incidents": "staff of all",
  "GET /settings/incidents/new": "staff of all",
  "POST /settings/incidents/new": "staff of all",
  "GET /settings/incidents/:number": "staff of all",
  "GET /settings/incidents/:number/:file": "staff of all",
  "POST /settings/incidents/:number/entries": "staff of all",
  "POST /settings/incidents/:number/closing": "staff of all",
  "GET /settings/processing": "staff of all",
  "GET /settings/processing.docx": "staff of all",
  "GET /settings/processing.xlsx": "staff of all",
  "GET /settings/processing/new": "staff of all",
  "POST /settings/processing/new": "staff of all",
  "GET /settings/processing/:process": "staff of all",
  "POST /settings/processing/:process": "staff of all",
  "GET /settings/processing/:process/edit": "staff of all",
  "POST /settings/processing/:process/end": "staff of all",
}
