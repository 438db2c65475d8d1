import { deleteCookie, setCookie } from "hono/cookie"
import { field, formOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { localPath } from "#platform/session/sign-in/proceed.ts"
import { cookieOf, displayInput } from "#ui/display.ts"
import { DisplayPanel } from "#ui/display-panel.tsx"

const year = 365 * 24 * 3600
/** Only addresses of this site: a foreign one would make the form an open door. */

/** The panel «Вид»: kept in a cookie, without an account and without a script. */
export function displayPages(app: Pages) {
  app.get("/display", (c) => {
    const referer = c.req.header("Referer")
    const from = referer && URL.canParse(referer) ? new URL(referer) : undefined
    const own = from?.host === new URL(c.req.url).host && !from.pathname.endsWith("/display")
    return c.html(<DisplayPanel view={c.var.view} back={own ? from.pathname + from.search : c.var.view.href("/")} />)
  })
  app.post("/display", async (c) => {
    const form = await formOf(c)
    const display = field(form, "plain") ? "" : cookieOf(displayInput.parse(form))
    if (display) setCookie(c, "view", display, { path: "/", sameSite: "Lax", maxAge: year })
    else deleteCookie(c, "view", { path: "/" })
    return c.redirect(localPath(field(form, "back")), 303)
  })
}
