import type { Generated } from "kysely"
import type { EntryKind } from "./incident.ts"

/** An incident with personal data; a trigger keeps its rows as they are. */
export interface IncidentTable {
  number: Generated<number>
  found_at: Date
  created_at: Date
  user_id: string | null
}
export interface IncidentEntryTable {
  id: Generated<number>
  incident: number
  kind: EntryKind
  body: string
  told_at: Date | null
  at: Date
  user_id: string | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "people.incident": IncidentTable
    "people.incident_entry": IncidentEntryTable
  }
}
