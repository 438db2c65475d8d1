import type { ColumnType, Generated } from "kysely"

export const mailStates = ["queued", "sent", "kept", "failed"] as const
/** `kept`: there is no SMTP_URL, so the letter waits on the outbox page for whoever reads it there. */
export type MailState = (typeof mailStates)[number]

export interface OutgoingMailTable {
  id: Generated<number>
  to_address: string
  subject: string
  body_text: string
  purpose: string
  holds_secret: boolean
  created_at: Date
  expires_at: Date | null
  state: MailState
  attempts: ColumnType<number, number | undefined, number>
  sent_at: Date | null
  error: string | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.outgoing_mail": OutgoingMailTable
  }
}
