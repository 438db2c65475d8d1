import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import "../tables.ts"

/** Remembers what was entered about one request and not sent yet. */
export const storeDraft = (tx: Tx, recipientId: number, requestId: number, draft: Record<string, string>) =>
  tx
    .updateTable("commitments.recipient")
    .set({
      drafts: sql<string>`drafts || jsonb_build_object(${String(requestId)}::text, ${JSON.stringify(draft)}::jsonb)`,
    })
    .where("id", "=", recipientId)
    .execute()

/** Forgets it: it was sent. */
export const forgetDraft = (tx: Tx, recipientId: number, requestId: number) =>
  tx
    .updateTable("commitments.recipient")
    .set({ drafts: sql<string>`drafts - ${String(requestId)}::text` })
    .where("id", "=", recipientId)
    .execute()
