import type { Db } from "#platform/db.ts"
import "../tables.ts"

/** The text around the items, in order. */
export const passagesOf = (db: Db, resolutionId: number) =>
  db
    .selectFrom("deliberation.passage")
    .select(["kind", "tone", "text", "from_line as line"])
    .where("resolution_id", "=", resolutionId)
    .orderBy("position")
    .execute()
export type Passage = Awaited<ReturnType<typeof passagesOf>>[number]

/** Who took part, with names and posts: for those who may see personal data. */
export const participantsOf = (db: Db, resolutionId: number) =>
  db
    .selectFrom("deliberation.participant")
    .select(["name", "post", "organisation"])
    .where("resolution_id", "=", resolutionId)
    .orderBy("position")
    .execute()

/** Organisations of the participants without the people, for everybody. */
export async function organisationsOf(db: Db, resolutionId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("deliberation.participant")
    .select("organisation")
    .where("resolution_id", "=", resolutionId)
    .where("organisation", "<>", "")
    .orderBy("position")
    .execute()
  return [...new Set(rows.map((r) => r.organisation))]
}
