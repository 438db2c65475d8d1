import type { Generated } from "kysely"

export interface ReportSendingTable {
  id: Generated<number>
  resolution_id: number
  territory_id: number | null
  on_day: string
  known_at: Date
  recipient_id: number | null
  text: string
  dated: string
  user_id: string | null
}
export interface ReportRecipientTable {
  id: Generated<number>
  sending_id: number
  letter_id: number | null
  party_id: number | null
  name: string
  email: string
  expires_at: Date
  received_on: string | null
  received_at: Date | null
  received_by: "link" | "paper" | "phone" | "meeting" | "email" | null
  /** Who received it, as they said themselves or the coordinator was told: for the staff. */
  receiver_name: Generated<string>
  receiver_post: Generated<string>
  their_number: Generated<string>
  noted_by: string | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "commitments.report_sending": ReportSendingTable
    "commitments.report_recipient": ReportRecipientTable
  }
}
