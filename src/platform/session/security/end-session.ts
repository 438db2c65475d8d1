import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { endSessions } from "../open-session.ts"
import { canManageOwn } from "../session.policy.ts"
import { me } from "./own.ts"

/** Ends one session of one's own. */
export const endSession = command({
  name: "session.end",
  input: z.object({ id: z.uuid() }),
  permit: canManageOwn,
  async run({ tx, actor, now, announce }, { id }) {
    const { userId } = me({ actor })
    const sessions = await endSessions(tx, userId, { only: id }, now)
    if (!sessions.length) throw notFound()
    await announce({ name: "session.sessions_ended", subject: { kind: "user", id: userId }, payload: { sessions } })
  },
})

/** Ends all sessions of one's own but `keep`, the one in use. @returns how many */
export const endOtherSessions = command({
  name: "session.end_others",
  input: z.object({ keep: z.uuid().nullable() }),
  permit: canManageOwn,
  async run({ tx, actor, now, announce }, { keep }) {
    const { userId } = me({ actor })
    const sessions = await endSessions(tx, userId, { allBut: keep }, now)
    if (sessions.length)
      await announce({ name: "session.sessions_ended", subject: { kind: "user", id: userId }, payload: { sessions } })
    return sessions.length
  },
})
