import type { Hono } from "hono"
import type { Env } from "#platform/http/env.ts"
import { Refusal } from "#platform/refusal.ts"
import { idPath } from "../person/person.ts"
import { showPerson } from "../person/show-person.ts"
import { wentInto } from "./merge.store.ts"

/**
 * The address of a merged card leads to the card that it went into (302), what was sent there is refused (409): for
 * whoever may read that card, and for others there is none, as before.
 */
export function followMerged(app: Pick<Hono<Env>, "use">, prefix: string) {
  app.use(`${prefix}/people/${idPath}/*`, async (c, next) => {
    await next()
    if (c.res.status !== 404) return
    const { services, actor, view } = c.var
    const into = await wentInto(services.db, c.req.param("id"))
    if (!into || !(await showPerson(services.db, actor, into.id, view.today))) return
    if (c.req.method !== "GET" && c.req.method !== "HEAD") throw new Refusal(409, "people.merge.is_merged")
    const address = c.req.path.replace(/[0-9a-f-]{36}/, into.id)
    c.res = c.redirect((prefix ? address : view.href(address)) + new URL(c.req.url).search, 302)
  })
}
