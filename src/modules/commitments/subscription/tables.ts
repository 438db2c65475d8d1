import type { ColumnType, Generated } from "kysely"
import type { Locale } from "#platform/i18n.ts"

type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>

/** Of an item or of a whole resolution; for a user, or for an address that was confirmed. */
export interface SubscriptionTable {
  id: Generated<number>
  item_id: Maybe<number>
  resolution_id: Maybe<number>
  user_id: Maybe<string>
  email: ColumnType<string, string | undefined, string>
  locale: Locale
  at: Date
}
/** `ref`: the act, the request, the amendment or the direction. */
export interface UntoldChangeTable {
  id: Generated<number>
  resolution_id: number
  item_id: number
  kind: "act" | "asked" | "amended" | "directed"
  ref: number
  at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "commitments.subscription": SubscriptionTable
    "commitments.untold_change": UntoldChangeTable
  }
}
