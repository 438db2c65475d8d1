import type { Db } from "#platform/db.ts"
import "../tables.ts"

/** Milestones of a request on the way to its term, in their order. */
export const stepsOf = (db: Db, requestId: number) =>
  db
    .selectFrom("commitments.step")
    .select(["id", "text", "due_on as dueOn", "done_on as doneOn"])
    .where("request_id", "=", requestId)
    .orderBy("position")
    .execute()
export type Step = Awaited<ReturnType<typeof stepsOf>>[number]
