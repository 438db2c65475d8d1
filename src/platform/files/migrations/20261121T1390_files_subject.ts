import { type Kysely, sql } from "kysely"

/** Files that are shown with what they belong to: once that is hidden, so are they. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE platform.attachment DROP CONSTRAINT attachment_audience_check,
    ADD CONSTRAINT attachment_audience_check CHECK (audience IN ('public', 'members', 'staff', 'subject'))`.execute(db)
  await sql`UPDATE platform.attachment SET audience = 'subject' WHERE subject_kind = 'act' AND audience = 'public'`.execute(
    db,
  )
}
