import { createMiddleware } from "hono/factory"
import { ownTerritory } from "#platform/actor.ts"
import type { Env } from "#platform/http/env.ts"

/**
 * A list that was opened without a word begins, for those who work in one territory, with that territory. Once anything
 * is asked for, an empty `territory` included, the list is what was asked for.
 */
export const ownFirst = createMiddleware<Env>(async (c, next) => {
  const own = ownTerritory(c.var.actor)
  if (own === null || new URL(c.req.url).search !== "") return next()
  return c.redirect(c.var.view.href(`${c.var.view.path}?territory=${own}`), 303)
})
