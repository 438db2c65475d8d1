import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"

/** The way to the term in parts, in the order in which they were set. */
export const milestonesOf = (db: Db, requestId: number) =>
  db
    .selectFrom("commitments.step")
    .select(["id", "position", "text", "due_on as dueOn", "done_on as doneOn"])
    .where("request_id", "=", requestId)
    .orderBy("position")
    .execute()
export type Milestone = Awaited<ReturnType<typeof milestonesOf>>[number]

/** Puts other milestones in the place of those that are not done yet. */
export async function replaceMilestones(
  tx: Tx,
  requestId: number,
  milestones: { text: string; dueOn: string | null }[],
): Promise<void> {
  await tx.deleteFrom("commitments.step").where("request_id", "=", requestId).where("done_on", "is", null).execute()
  const { last } = await tx
    .selectFrom("commitments.step")
    .select((x) => x.fn.max("position").as("last"))
    .where("request_id", "=", requestId)
    .executeTakeFirstOrThrow()
  if (!milestones.length) return
  await tx
    .insertInto("commitments.step")
    .values(
      milestones.map(({ text, dueOn }, i) => ({
        request_id: requestId,
        position: (last ?? 0) + 1 + i,
        text,
        due_on: dueOn,
        done_on: null,
        done_by: null,
      })),
    )
    .execute()
}

/** @returns false when the request has no such milestone, or it was done before */
export async function finishMilestone(
  tx: Tx,
  { requestId, id }: { requestId: number; id: number },
  done: { on: string; by: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("commitments.step")
    .set({ done_on: done.on, done_by: done.by })
    .where("id", "=", id)
    .where("request_id", "=", requestId)
    .where("done_on", "is", null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
