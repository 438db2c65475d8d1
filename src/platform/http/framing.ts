import { createMiddleware } from "hono/factory"
import type { Ctx, Env } from "#platform/http/env.ts"

/** Runs nothing, and stands only in frames of this site and of the given ones. @param origins «https://example.ru» */
const framedPolicy = (origins: string[]) =>
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; " +
  `frame-ancestors ${["'self'", ...origins].join(" ")}`

/**
 * Lets a page stand in a frame of these sites; all other pages of the installation stand in none. Put it before
 * `forVisitors`, which keeps the headers with the page.
 *
 * @param load the origins, each already judged to be scheme, host and port and nothing more
 */
export const framable = (load: (c: Ctx) => Promise<string[]>) =>
  createMiddleware<Env>(async (c, next) => {
    c.header("Content-Security-Policy", framedPolicy(await load(c)))
    // It knows no list of sites; where it stood beside the policy, old browsers would go by it.
    c.header("X-Frame-Options", undefined)
    c.header("Cross-Origin-Resource-Policy", "cross-origin")
    await next()
  })

/** In a frame of another site nobody is anybody: no cookie is read and none is set. Put it before `prepare`. */
export const withoutCookies = createMiddleware<Env>(async (c, next) => {
  const headers = new Headers(c.req.raw.headers)
  for (const name of ["Cookie", "Authorization"]) headers.delete(name)
  c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers })
  await next()
  c.res.headers.delete("Set-Cookie")
})
