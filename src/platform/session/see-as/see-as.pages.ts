import { perform } from "#platform/command.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { selfActor } from "../as-self.ts"
import { endPath } from "./only-look.ts"
import { endSeeAs, seeAs } from "./see-as.ts"

/** «Смотреть как …» on an account's page, and «Вернуться» on every page meanwhile. */
export function seeAsPages(app: Pages) {
  app.post("/settings/people/:id/seeing", async (c) => {
    const { sessionId: session } = c.var
    if (!session) throw notAllowed()
    await act(c, seeAs, { userId: c.req.param("id"), session }, field(await formOf(c), "key"))
    return goTo(c, "/")
  })
  app.post(endPath, async (c) => {
    const { actor, sessionId: session, services } = c.var
    if (actor.kind !== "user" || !actor.seenBy) throw notFound()
    const { db, clock, listeners } = services
    const { userId, name } = actor.seenBy
    await perform(endSeeAs, { db, clock, listeners, actor: selfActor(userId, name) }, { session })
    return goTo(c, `/settings/people/${actor.userId}`, "session.see_as.over")
  })
}
