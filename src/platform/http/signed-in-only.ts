import { createMiddleware } from "hono/factory"
import type { Env } from "#platform/http/env.ts"
import { goTo } from "#platform/http/reply.ts"
import { notAllowed } from "#platform/refusal.ts"

/**
 * Pages of settings: a visitor signs in first and comes back; what is on them stays out of caches. A token of the API
 * does not open them, or a stolen one could make itself others.
 */
export const signedInOnly = createMiddleware<Env>(async (c, next) => {
  const { view, actor, sessionId } = c.var
  c.header("Cache-Control", "no-store")
  if (actor.kind === "user" && !sessionId) throw notAllowed()
  if (actor.kind === "user") return next()
  const back = c.req.method === "GET" ? `?next=${encodeURIComponent(view.path + view.query)}` : ""
  return goTo(c, `/sign-in${back}`)
})
