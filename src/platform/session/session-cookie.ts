import { deleteCookie, setCookie } from "hono/cookie"
import type { Ctx } from "#platform/http/env.ts"

export const sessionCookie = "farvater_session"

/** A session ends after 30 days without a visit. */
export const sessionLifetime = 30 * 24 * 3_600_000

/** What all cookies of signing in have in common; `maxAge` in seconds. */
export const cookieOptions = (c: Ctx, maxAge: number) =>
  ({ path: "/", httpOnly: true, sameSite: "Lax", secure: c.var.services.baseUrl.startsWith("https:"), maxAge }) as const

export const giveSession = (c: Ctx, token: string) =>
  setCookie(c, sessionCookie, token, cookieOptions(c, sessionLifetime / 1000))

export const takeSession = (c: Ctx) => deleteCookie(c, sessionCookie, { path: "/" })
