import type { Hono } from "hono"
import { createMiddleware } from "hono/factory"
import type { Env } from "#platform/http/env.ts"

/** An address without the key that stands behind one of the beginnings. @example "/answer/…" */
const withoutKey = (path: string, beginnings: string[]) => {
  const beginning = beginnings.find((one) => path.startsWith(one) && path.length > one.length)
  return beginning && `${beginning}…`
}

/**
 * Whoever knows an address such as `/answer/:token` may do what it opens. So it is told to no other site, kept by no
 * browser and no search engine, and logged without its key, also where nothing is found and where something breaks.
 * Such addresses are known by the name of their part: `:token`.
 */
export function keepKeys(app: Hono<Env>) {
  let beginnings: string[] | undefined
  return createMiddleware<Env>(async (c, next) => {
    beginnings ??= [...new Set(app.routes.flatMap(({ path }) => /^(.*?):token/.exec(path)?.[1] ?? []))]
    const bare = withoutKey(c.req.path, beginnings)
    c.set("loggedPath", bare ?? c.req.path)
    await next()
    if (!bare) return
    c.header("Referrer-Policy", "no-referrer")
    c.header("Cache-Control", "no-store")
    c.header("X-Robots-Tag", "noindex, nofollow")
  })
}
