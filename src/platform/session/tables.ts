import type { ColumnType, Generated } from "kysely"

type Default<T> = ColumnType<T, T | undefined, T>

export interface UserTable {
  id: Generated<string>
  email: string
  name: string
  created_at: Default<Date>
  disabled_at: Date | null
}
export interface GrantTable {
  id: Generated<number>
  user_id: string
  role: string
  scope_kind: "installation" | "body" | "organisation" | "territory"
  scope_id: number | null
  from_at: Date
  until_at: Date | null
  given_by: string | null
  /** The grant whose holder this one stands in for; it ends with that one. */
  deputy_of: ColumnType<number | null, number | null | undefined, number | null>
}
export interface SessionTable {
  id: Generated<string>
  user_id: string
  token_hash: Buffer
  created_at: Date
  seen_at: Date
  expires_at: Date
  user_agent: Default<string>
  address: Default<string>
  revoked_at: Date | null
  /** Whose eyes an administrator looks through in this session, and until when. */
  seen_as: ColumnType<string | null, string | null | undefined, string | null>
  seen_until: ColumnType<Date | null, Date | null | undefined, Date | null>
}
export interface ApiTokenTable {
  id: Generated<string>
  user_id: string
  name: string
  token_hash: Buffer
  created_at: Date
  used_at: Date | null
  revoked_at: Date | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.app_user": UserTable
    "platform.app_grant": GrantTable
    "platform.session": SessionTable
    "platform.api_token": ApiTokenTable
  }
}
