import { z } from "zod"
import { administrator, signedIn } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { grantsOf } from "../people/people.store.ts"
import { me } from "../security/own.ts"
import { findAccount } from "../user/user.store.ts"

const hour = 3_600_000

/**
 * Lets an administrator look at the site as somebody else, for an hour and only to read, in one session. Never as
 * another administrator, so that nobody hides behind one.
 */
export const seeAs = command({
  name: "session.see_as",
  input: z.object({ userId: z.uuid(), session: z.uuid() }),
  permit: administrator,
  async run({ tx, actor, now, announce }, { userId, session }) {
    const own = me({ actor }).userId
    if (own === userId) throw new Refusal(409, "session.see_as.self")
    if (!(await findAccount(tx, { id: userId }))) throw notFound()
    const grants = await grantsOf(tx, [userId], now)
    if (grants.some(({ role }) => role === "administrator")) throw new Refusal(403, "session.see_as.administrator")
    const until = new Date(now.getTime() + hour)
    const { numUpdatedRows } = await tx
      .updateTable("platform.session")
      .set({ seen_as: userId, seen_until: until })
      .where("id", "=", session)
      .where("user_id", "=", own)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notAllowed()
    const payload = { until: until.toISOString() }
    await announce({ name: "session.seen_as_begun", subject: { kind: "user", id: userId }, payload })
  },
})

/** Ends it before the hour is over. */
export const endSeeAs = command({
  name: "session.end_see_as",
  input: z.object({ session: z.uuid() }),
  permit: signedIn,
  async run({ tx, actor, announce }, { session }) {
    const own = tx.selectFrom("platform.session").select("seen_as").where("id", "=", session)
    const row = await own.where("user_id", "=", me({ actor }).userId).forUpdate().executeTakeFirst()
    if (!row?.seen_as) throw notFound()
    await tx
      .updateTable("platform.session")
      .set({ seen_as: null, seen_until: null })
      .where("id", "=", session)
      .execute()
    await announce({ name: "session.seen_as_ended", subject: { kind: "user", id: row.seen_as } })
  },
})
