import type { ColumnType, Generated } from "kysely"

export interface OutsideIdentityTable {
  id: Generated<string>
  user_id: string
  issuer: string
  subject: string
  name: ColumnType<string, string | undefined, string>
  linked_at: Date
  used_at: Date | null
}
export interface OutsideErrandTable {
  state_hash: Buffer
  browser_hash: Buffer
  provider: string
  user_id: string | null
  sealed_next: Buffer
  expires_at: Date
}
export interface OutsideArrivalTable {
  browser_hash: Buffer
  invitation_hash: Buffer
  issuer: string
  subject: string
  name: string
  email: string | null
  expires_at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.outside_identity": OutsideIdentityTable
    "platform.outside_errand": OutsideErrandTable
    "platform.outside_arrival": OutsideArrivalTable
  }
}
