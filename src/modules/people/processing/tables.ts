import type { ColumnType, Generated } from "kysely"
import type { Ground } from "./processing.ts"

/** Versions of what the operator says of each process. */
export interface ProcessingTable {
  id: Generated<number>
  process: number
  version: number
  name: string
  purpose: string
  people: string
  data: string
  grounds: Ground[]
  basis: string
  actions: string
  storage: string
  destruction: string
  access: string
  recipients: string
  cross_border: string
  place: string
  protection: string
  responsible: string
  ended_on: string | null
  user_id: ColumnType<string | null, string | null | undefined, string | null>
  created_at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "people.processing": ProcessingTable
  }
}
