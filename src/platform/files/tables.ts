import type { Generated } from "kysely"

export const audiences = ["public", "members", "staff", "subject"] as const
/**
 * Who may read an attachment: everybody, whoever has signed in, those who run the centre, or whoever may read what it
 * belongs to: that one has a page of its own for its files.
 */
export type Audience = (typeof audiences)[number]

export interface BlobTable {
  sha256: Buffer
  size: number
  media_type: string
  created_at: Date
}
export interface AttachmentTable {
  id: Generated<string>
  sha256: Buffer
  name: string
  subject_kind: string | null
  subject_id: string | null
  audience: Audience
  uploaded_by: string | null
  at: Date
  removed_at: Date | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.blob": BlobTable
    "platform.attachment": AttachmentTable
  }
}
