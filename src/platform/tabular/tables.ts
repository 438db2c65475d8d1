import type { ColumnType, Generated } from "kysely"
import type { Change } from "#platform/events.ts"
import type { Saying } from "#platform/refusal.ts"
import type { Matching } from "./importer.ts"

/**
 * `mapping`: columns are chosen; `checking`: rows are tried; `checked`: it can be started; `running`; `done`; `undoing`;
 * `undone`; `failed`: stopped by a fault of the program in a row.
 */
export const importStates = [
  "mapping",
  "checking",
  "checked",
  "running",
  "done",
  "undoing",
  "undone",
  "failed",
] as const
export type ImportState = (typeof importStates)[number]
export const outcomes = ["new", "change", "same", "skip", "refused"] as const
export type Outcome = (typeof outcomes)[number]

type Default<T> = ColumnType<T, T | undefined, T>
type Json<T> = ColumnType<T, string, string>
type JsonOrNot<T> = ColumnType<T | null, string | undefined, string | null>

export interface ImportTable {
  id: Generated<number>
  kind: string
  file_name: string
  /** Headings of the file; null when its first row is a row like the others. */
  header: Json<string[] | null>
  /** Keys of known columns, by place; "" for what is left out. */
  mapping: Json<string[]>
  matching: Default<Matching>
  assumed: Default<string>
  state: Default<ImportState>
  /** The last line that the work under way has done. */
  cursor: Default<number>
  rows: number
  /** Rows done by the work under way. */
  done: Default<number>
  user_id: string | null
  created_at: Date
  started_at: Default<Date | null>
  ended_at: Default<Date | null>
  undone_at: Default<Date | null>
  /** The work under way was stopped by a fault of the program; the state is the one to go on from. */
  broke: Default<boolean>
  /** When the work under way last moved: what stands still is taken up again. */
  moved_at: Date
}
export interface ImportRowTable {
  import_id: number
  line: number
  cells: string[]
  outcome: Default<Outcome | null>
  /** Set when the row has been written. */
  saved: Default<boolean>
  label: Default<string>
  subject_id: Default<string | null>
  why: JsonOrNot<{ column?: string; saying: Saying }[]>
  changes: JsonOrNot<Change[]>
  creates: Default<string>
  trace: JsonOrNot<unknown>
  /** Why it was not undone. */
  kept: JsonOrNot<Saying & { columns?: string[] }>
}
declare module "#platform/db.ts" {
  interface Tables {
    "platform.import": ImportTable
    "platform.import_row": ImportRowTable
    "platform.import_key": { import_id: number; key: string; line: number }
    "platform.import_mapping": { kind: string; header: string; mapping: Json<string[]>; used_at: Date }
  }
}
