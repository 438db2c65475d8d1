import type { Generated } from "kysely"

export interface MailboxTable {
  address: string
  uid_validity: number | null
  last_uid: number
  checked_at: Date | null
  trouble: string | null
  trouble_since: Date | null
}

/** `too_large`: over the limit, only its head was read; `unreadable`: not even that, or too laborious. */
export type Trouble = "too_large" | "unreadable"

export interface IncomingMailTable {
  id: Generated<number>
  message_id: string
  from_address: string
  from_name: string
  subject: string
  body_text: string
  full_text: string
  received_at: Date
  taken_at: Date
  route: string | null
  not_kept: string[]
  trouble: Trouble | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.mailbox": MailboxTable
    "platform.incoming_mail": IncomingMailTable
  }
}
