import { randomUUID } from "node:crypto"
import { deleteCookie, getCookie } from "hono/cookie"
import { dayIn } from "#platform/day.ts"
import { type Locale, locales, type MessageKey, type Params } from "#platform/i18n.ts"
import type { MenuEntry } from "#platform/module.ts"
import type { View } from "#platform/view.ts"
import { parseDisplay } from "#ui/display.ts"
import type { Ctx } from "./env.ts"

const prefix = /^\/(ru|en)(?=\/|$)/

/** The address without the language's prefix: what routes see. */
export const withoutLocale = (path: string) => path.replace(prefix, "") || "/"

/** The language that the address itself names. */
export const chosenLocale = (path: string): Locale | undefined => locales.find((l) => l === prefix.exec(path)?.[1])

/** Language of a request: the address's prefix, else the cookie, else the installation's. */
export function localeOf(path: string, cookie: string | undefined, fallback: Locale): Locale {
  const chosen = prefix.exec(path)?.[1] ?? cookie
  return locales.find((l) => l === chosen) ?? fallback
}

function takeFlash(c: Ctx, t: View["t"]): View["flash"] {
  const raw = getCookie(c, "flash")
  if (!raw) return undefined
  deleteCookie(c, "flash", { path: "/" })
  try {
    const { said, params, tone } = JSON.parse(Buffer.from(raw, "base64url").toString()) as {
      said: MessageKey
      params?: Params
      tone: "done" | "warn"
    }
    return { tone: tone === "warn" ? "warn" : "done", text: t(said, params) }
  } catch {
    return undefined
  }
}

/** What the page of this request is drawn with. Needs services, the actor and the entries of the menu. */
export function viewOf(c: Ctx, menu: MenuEntry[]): View {
  const { services, actor } = c.var
  const url = new URL(c.req.url)
  const locale = localeOf(url.pathname, getCookie(c, "lang"), services.config.LOCALE_DEFAULT)
  const path = withoutLocale(url.pathname)
  const prefixed = prefix.test(url.pathname) ? `/${locale}` : ""
  const t = services.translator.say[locale]
  const now = services.clock.now()
  const zone = services.config.TZ_DEFAULT
  return {
    locale,
    t,
    explain: (saying) => services.translator.explain(locale, saying),
    path,
    query: url.search,
    href: (to) => (to.startsWith("/") ? prefixed + to : to),
    baseUrl: services.baseUrl,
    actor,
    display: parseDisplay(getCookie(c, "view")),
    key: randomUUID,
    menu: menu
      .filter((entry) => entry.visible(actor))
      .map(({ href, label }) => ({
        href: prefixed + href,
        label: t(label),
        current: path === href || path.startsWith(`${href}/`),
      })),
    flash: takeFlash(c, t),
    now,
    today: dayIn(zone, now),
    zone,
  }
}
