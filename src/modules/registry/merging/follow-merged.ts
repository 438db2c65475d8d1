import type { Hono } from "hono"
import type { Env } from "#platform/http/env.ts"
import { Refusal } from "#platform/refusal.ts"
import { home, natures } from "../party/party.ts"
import { wentInto } from "./merge.store.ts"

/**
 * The address of a merged card leads to the card that it went into, as long as they are one (302); what was sent there
 * is refused with its name (409). Asked only where nothing else has answered.
 */
export function followMerged(app: Pick<Hono<Env>, "use">, prefix: string) {
  for (const nature of natures) {
    const path = `${prefix}${home[nature]}/:id{[0-9]{1,15}}` as const
    app.use(`${path}/*`, async (c, next) => {
      await next()
      if (c.res.status !== 404) return
      const into = await wentInto(c.var.services.db, Number(c.req.param("id")))
      if (!into) return
      if (c.req.method !== "GET" && c.req.method !== "HEAD")
        throw new Refusal(409, "registry.merging.is_merged", { name: into.name })
      const { search } = new URL(c.req.url)
      const address = c.req.path
        .replace(/\d+/, String(into.id))
        .replace(/^\/(?:organisations|bodies)/, home[into.nature])
      c.res = c.redirect((prefix ? address : c.var.view.href(address)) + search, 302)
    })
  }
}
