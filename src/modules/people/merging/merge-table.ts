import type { ColumnType, Generated } from "kysely"

/** What was merged into a person; all of it is the person's own. */
export interface MergeTable {
  number: Generated<number>
  person_id: string
  merged_id: string
  user_id: string | null
  at: Date
  taken: string[]
  before: ColumnType<unknown, string, string>
  merged: ColumnType<unknown, string, string>
  aside: ColumnType<unknown, string, string>
  moved: ColumnType<unknown, string, string>
}
