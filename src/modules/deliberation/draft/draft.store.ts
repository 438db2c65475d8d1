import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { SourceLine } from "#platform/documents/source.ts"
import type { DraftContent } from "./draft.ts"
import "../tables.ts"

export type Draft = {
  resolutionId: number
  version: number
  step: number
  lastStep: number
  savedAt: Date
  savedBy: string | null
  content: DraftContent
}

/** The draft as it stands after undo and redo; undefined when the resolution has none (adopted, dropped, never made). */
export async function loadDraft(db: Db, resolutionId: number): Promise<Draft | undefined> {
  return db
    .selectFrom("deliberation.draft as d")
    .innerJoin("deliberation.draft_step as s", (j) =>
      j.onRef("s.resolution_id", "=", "d.resolution_id").onRef("s.step", "=", "d.step"),
    )
    .where("d.resolution_id", "=", resolutionId)
    .select((x) => [
      "d.resolution_id as resolutionId",
      "d.version",
      "d.step",
      "d.saved_at as savedAt",
      "d.saved_by as savedBy",
      "s.content",
      x
        .selectFrom("deliberation.draft_step as l")
        .whereRef("l.resolution_id", "=", "d.resolution_id")
        .select((y) => y.fn.max("l.step").as("last"))
        .$asScalar()
        .$notNull()
        .as("lastStep"),
    ])
    .executeTakeFirst() as Promise<Draft | undefined>
}

/** Locks the draft for the rest of the transaction, so that of two people the second sees what the first one did. */
export async function lockDraft(tx: Tx, resolutionId: number): Promise<Draft | undefined> {
  await sql`SELECT 1 FROM deliberation.draft WHERE resolution_id = ${resolutionId} FOR UPDATE`.execute(tx)
  return loadDraft(tx, resolutionId)
}

/** Throws the steps away: after adoption the items are the text, and the draft held names of people. */
export async function deleteDraft(tx: Tx, resolutionId: number): Promise<void> {
  await tx.deleteFrom("deliberation.draft").where("resolution_id", "=", resolutionId).execute()
}

/** The lines of the source as they were read, all of them or those from one number to another. */
export async function sourceLines(db: Db, resolutionId: number, from?: number, to?: number): Promise<SourceLine[]> {
  const { rows } = await sql<SourceLine>`
    SELECT line.n, line.text, line.kind, line.marker
    FROM deliberation.source s, jsonb_to_recordset(s.lines) AS line (n int, text text, kind text, marker text)
    WHERE s.resolution_id = ${resolutionId}
      AND line.n BETWEEN ${from ?? 1} AND ${to ?? 2_147_483_647} ORDER BY line.n`.execute(db)
  return rows
}

/** The head of a draft as columns of its resolution: written when it is read and again when it is adopted. */
export const headColumns = (content: DraftContent) => ({
  title: content.title,
  kind: content.kind,
  held_on: content.heldOn,
  held_until: content.heldUntil,
  place: content.place,
  organiser: content.organiser,
  participants_count: content.participantsCount,
})
