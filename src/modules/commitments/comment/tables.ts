import type { ColumnType, Generated } from "kysely"

type Default<T> = ColumnType<T, T | undefined, T>
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>

export const states = ["waiting", "published", "hidden"] as const
export type CommentState = (typeof states)[number]
export const audiences = ["everybody", "members", "off"] as const
/** Who may write under items. */
export type Audience = (typeof audiences)[number]

export interface CommentTable {
  id: Generated<number>
  item_id: number
  /** That of the resolution, so that what waits in one territory is found without it. */
  territory_id: number | null
  /** Who wrote it with an account; null for visitors. */
  user_id: string | null
  name: Default<string>
  body: string
  state: CommentState
  at: Date
  decided_at: Maybe<Date>
  decided_by: Maybe<string>
  reason: Default<string>
}
export interface CommentRuleTable {
  id: Default<number>
  who: Audience
}

declare module "#platform/db.ts" {
  interface Tables {
    "commitments.comment": CommentTable
    "commitments.comment_rule": CommentRuleTable
  }
}
