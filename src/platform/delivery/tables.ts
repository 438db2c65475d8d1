import type { ColumnType, Generated } from "kysely"

export const allStates = ["queued", "sending", "sent", "kept", "failed"] as const
/**
 * `sending`: a letter that goes at most once is on its way, or was when something broke. `kept`: there is no SMTP_URL,
 * so the letter waits on the outbox page for whoever reads it there.
 */
export type MailState = (typeof allStates)[number]

export interface OutgoingMailTable {
  id: Generated<number>
  to_address: string
  subject: string
  body_text: string
  purpose: string
  holds_secret: boolean
  once: ColumnType<boolean, boolean | undefined>
  headers: ColumnType<Record<string, string>, string | undefined>
  reply_route: ColumnType<string | null, string | null | undefined>
  files: ColumnType<string[], string[] | undefined>
  in_reply_to: ColumnType<string | null, string | null | undefined>
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
