import type { Db } from "#platform/db.ts"
import "../tables.ts"

/** The last letter by which a recipient was asked; undefined when none was numbered. */
export const lastLetterTo = (db: Db, recipientId: number) =>
  db
    .selectFrom("commitments.letter")
    .select(["number_text as number", "dated"])
    .where("recipient_id", "=", recipientId)
    .where("direction", "=", "out")
    .where("kind", "=", "request")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst()
export type LastLetter = NonNullable<Awaited<ReturnType<typeof lastLetterTo>>>
