import type { ColumnType, Generated } from "kysely"

type Default<T> = ColumnType<T, T | undefined, T>

export interface PasswordTable {
  user_id: string
  hash: string
  changed_at: Date
}
export interface InvitationTable {
  id: Generated<string>
  token_hash: Buffer
  is_first: Default<boolean>
  role: string
  scope_kind: Default<"installation" | "body" | "organisation" | "territory">
  scope_id: number | null
  email: string | null
  created_at: Date
  created_by: string | null
  expires_at: Date
  /** Between which instants the role holds; null: from the acceptance, without an end. */
  grant_from: ColumnType<Date | null, Date | null | undefined, Date | null>
  grant_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  revoked_at: Date | null
  accepted_at: Date | null
  accepted_by: string | null
}
export interface SignInStepTable {
  id: Generated<string>
  token_hash: Buffer
  kind: "code" | "second" | "new_password"
  purpose: "sign_in" | "password"
  email: string | null
  user_id: string | null
  method: string
  code_hash: Buffer | null
  tries: Default<number>
  next: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
}
export interface TotpTable {
  user_id: string
  sealed_secret: Buffer
  created_at: Date
  confirmed_at: Date | null
  last_step: Default<number>
}
export interface RecoveryCodeTable {
  user_id: string
  code_hash: Buffer
  used_at: Date | null
}
export interface PasskeyTable {
  id: string
  user_id: string
  name: string
  public_key: Buffer
  counter: number
  transports: string[]
  created_at: Date
  used_at: Date | null
}
export interface ChallengeTable {
  challenge: string
  user_id: string | null
  expires_at: Date
}
export interface ThrottleTable {
  bucket: string
  hits: number
  at: Date
  blocked_until: Date | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.password": PasswordTable
    "platform.invitation": InvitationTable
    "platform.sign_in_step": SignInStepTable
    "platform.totp": TotpTable
    "platform.recovery_code": RecoveryCodeTable
    "platform.passkey": PasskeyTable
    "platform.challenge": ChallengeTable
    "platform.throttle": ThrottleTable
  }
}
