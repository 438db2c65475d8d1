import type { ColumnType, Generated } from "kysely"

export const replyStates = ["waiting", "taken", "dismissed"] as const
/** `taken`: acts were written of it; `dismissed`: it was no answer. */
export type ReplyState = (typeof replyStates)[number]

export interface MailReplyTable {
  id: Generated<number>
  recipient_id: number
  territory_id: number | null
  incoming_mail_id: number
  from_name: string
  from_address: string
  subject: string
  /** What was written, without the letter that it answers. */
  body_text: string
  /** All of it. */
  full_text: string
  /** Names of files that were not kept. */
  not_kept: string[]
  received_at: Date
  /** The day it came, YYYY-MM-DD in the installation's zone. */
  on_day: string
  taken_at: Generated<Date | null>
  taken_by: Generated<string | null>
  act_ids: ColumnType<number[], string | undefined, string>
  dismissed_at: Generated<Date | null>
  dismissed_by: Generated<string | null>
  reason: Generated<string>
  state: Generated<ReplyState>
}

declare module "#platform/db.ts" {
  interface Tables {
    "commitments.mail_reply": MailReplyTable
  }
}
