import { randomBytes } from "node:crypto"
import { bodyLimit } from "hono/body-limit"
import { getCookie, setCookie } from "hono/cookie"
import { csrf } from "hono/csrf"
import { createMiddleware } from "hono/factory"
import { HtmlEscapedCallbackPhase, resolveCallback } from "hono/utils/html"
import { visitor } from "#platform/actor.ts"
import { cacheKey } from "#platform/http/cache.ts"
import type { Ctx, Env } from "#platform/http/env.ts"
import { securityHeaders } from "#platform/http/headers.ts"
import { chosenLocale, localeOf, viewOf } from "#platform/http/view.ts"
import { Refusal } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { actorOfSession, actorOfToken } from "#platform/session/load-actor.ts"
import { giveSession, sessionCookie, sessionLifetime, takeSession } from "#platform/session/session-cookie.ts"

const seenEvery = 5 * 60_000

const bearerOf = (c: Ctx) => /^Bearer (\S+)$/i.exec(c.req.header("Authorization") ?? "")?.[1]

async function loadActor(c: Ctx): Promise<void> {
  const { db, clock } = c.var.services
  c.set("actor", visitor)
  c.set("sessionId", null)
  const bearer = bearerOf(c)
  if (bearer) {
    const actor = await actorOfToken(db, bearer, clock.now())
    if (actor) c.set("actor", actor)
    return
  }
  const token = getCookie(c, sessionCookie)
  if (!token) return
  const now = clock.now()
  const session = await actorOfSession(db, token, now)
  if (!session) return void takeSession(c)
  c.set("actor", session.actor)
  c.set("sessionId", session.sessionId)
  if (now.getTime() - session.seenAt.getTime() <= seenEvery) return
  const expires_at = new Date(now.getTime() + sessionLifetime)
  await db
    .updateTable("platform.session")
    .set({ seen_at: now, expires_at })
    .where("id", "=", session.sessionId)
    .execute()
  giveSession(c, token)
}

/**
 * A link of this site to the same page in the other language is a choice: pages without a prefix follow it from now on.
 * A prefix that came from elsewhere is no choice, so that shared pages stay shareable.
 */
function rememberLocale(c: Ctx): void {
  const url = new URL(c.req.url)
  const locale = chosenLocale(url.pathname)
  const referer = c.req.header("Referer")
  if (!locale || getCookie(c, "lang") === locale || !referer || !URL.canParse(referer)) return
  const from = new URL(referer)
  if (from.host !== url.host || chosenLocale(from.pathname) === locale) return
  setCookie(c, "lang", locale, { path: "/", sameSite: "Lax", maxAge: 365 * 24 * 3600 })
}

/** The menu without entries that lead to nothing yet. */
async function menuOf(services: Services) {
  const { menu, cache, clock } = services
  const present = await Promise.all(
    menu.map(({ href, present }) =>
      // A database that does not answer is the page's trouble, which says so itself.
      present ? cache.keep(`menu ${href}`, clock.now().getTime(), () => present(services)).catch(() => false) : true,
    ),
  )
  return menu.filter((_, at) => present[at])
}

/** Puts services, actor and view into the request and the security headers on its answer. */
export const prepare = (services: Services) =>
  createMiddleware<Env>(async (c, next) => {
    c.set("services", services)
    c.set("reference", randomBytes(4).toString("hex"))
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value)
    // The page that says that the database does not answer needs a view, too.
    let menu = services.menu.filter((entry) => !entry.present)
    try {
      await loadActor(c)
      menu = await menuOf(services)
    } finally {
      rememberLocale(c)
      c.set("view", viewOf(c, menu))
    }
    await next()
  })

/**
 * Refuses forms that were sent from other sites. A foreign page cannot send a bearer token, and with one the cookie is
 * not looked at; other words in the header (a proxy's Basic) go beside the cookie and exempt from nothing.
 */
export function ownFormsOnly(services: Services) {
  const base = new URL(services.baseUrl).origin
  const check = csrf({ origin: (origin, c) => origin === base || origin === new URL(c.req.url).origin })
  return createMiddleware<Env>((c, next) =>
    bearerOf(c) || isSecretAddress(c.req.path) || endsByItself(c.req.path) ? next() : check(c, next),
  )
}

/**
 * An address that holds its own right to act: no cookie is asked there, so a foreign page that does not know it can do
 * nothing. Its pages send no referrer, and then older browsers tell no origin either.
 */
const isSecretAddress = (path: string) => /^\/(?:answer|received)\/[0-9a-z]{1,10}-[\w-]{24}(?:\/|$)/.test(path)

/** Where a mail program unsubscribes its reader by one click (RFC 8058): it tells no origin, and the address is the right. */
const endsByItself = (path: string) => /^\/unfollow\/[0-9a-z]{1,10}-[\w-]{24}$/.test(path)

/** Marks a page that visitors may share: what is drawn for one of them is kept for all. Never use it on a page with a form. */
export const forVisitors = createMiddleware<Env>(async (c, next) => {
  const { cache } = c.var.services
  const { pathname, search } = new URL(c.req.url)
  const { method } = c.req
  const key = cacheKey(method, pathname + search, c.req.header("Cookie") ?? "", c.req.header("Authorization"))
  if (c.var.actor.kind !== "visitor" || key === null || method !== "GET") return next()
  // The key reads the cookie in a faster way: where that takes another language for chosen, nobody shares the page.
  const { services, view } = c.var
  if (localeOf(pathname, key.slice(0, key.indexOf("|")), services.config.LOCALE_DEFAULT) !== view.locale) return next()
  const { generation } = cache
  // Kept on its way into the response: reading it back out of one costs a tenth of the page.
  let drawn: string | undefined
  const { html } = c
  c.html = (async (...[page, ...rest]: Parameters<typeof html>) => {
    drawn = String(await resolveCallback(await page, HtmlEscapedCallbackPhase.Stringify, false, {}))
    return html(drawn, ...rest)
  }) as typeof html
  await next()
  if (c.res.status !== 200 || c.res.headers.has("Set-Cookie")) return
  const body = drawn ?? (await c.res.clone().text())
  const { headers } = c.res
  cache.put(key, body, headers.get("Content-Type") ?? "text/html", Date.now(), generation, ownHeaders(headers))
})

/** The security headers of an answer, where they are not the usual ones. */
function ownHeaders(headers: Headers): Record<string, string> | undefined {
  const policy = "Content-Security-Policy"
  if (headers.get(policy) === securityHeaders[policy]) return undefined
  return Object.fromEntries(
    Object.keys(securityHeaders).flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : [])),
  )
}

const megabyte = 2 ** 20
const refuse = (limit: number) => () => {
  throw new Refusal(413, "refusal.too_large", { limit })
}
const files = bodyLimit({ maxSize: 51 * megabyte, onError: refuse(50) })
const words = bodyLimit({ maxSize: 5 * megabyte, onError: refuse(5) })

/**
 * Stops what is sent from growing without end: 50 MB where a form sends files, which visitors do only by a link of their
 * own, 5 MB elsewhere.
 */
export const limitBodies = createMiddleware<Env>((c, next) =>
  (c.var.actor.kind !== "visitor" || isSecretAddress(c.req.path)) &&
  /^multipart\//i.test(c.req.header("Content-Type") ?? "")
    ? files(c, next)
    : words(c, next),
)
