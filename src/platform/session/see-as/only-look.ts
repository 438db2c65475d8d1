import { createMiddleware } from "hono/factory"
import type { Env } from "#platform/http/env.ts"
import { Refusal } from "#platform/refusal.ts"

/** Where an administrator stops looking as somebody else. */
export const endPath = "/seeing/end"

/**
 * Whoever looks as somebody else only reads, and not what keeps the other's account safe: ways to sign in and keys.
 */
export const onlyLook = createMiddleware<Env>(async (c, next) => {
  const { actor, view } = c.var
  if (actor.kind !== "user" || !actor.seenBy || view.path === endPath) return next()
  if (!["GET", "HEAD"].includes(c.req.method)) throw new Refusal(403, "session.see_as.read_only")
  if (/^\/(settings\/security|sign-in\/outside)(\/|$)/.test(view.path)) throw new Refusal(403, "session.see_as.secret")
  return next()
})
