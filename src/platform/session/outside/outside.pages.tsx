import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { me } from "../security/own.ts"
import { localPath } from "../sign-in/proceed.ts"
import { type Back, comeBack } from "./come-back.ts"
import { unlinkOutside } from "./link-outside.ts"
import { LeavingPage, NotInPage } from "./outside.page.tsx"
import { OutsideError, type OutsideProvider } from "./provider.ts"
import { providerOf, sendOut } from "./send-out.ts"

const statuses = { denied: 403, away: 502, wrong: 403, over: 410 } as const

function notIn(c: Ctx, provider: OutsideProvider, { key, params }: Saying, status: 403 | 409 | 410 | 502) {
  const { view } = c.var
  const name = provider.name[view.locale]
  const said = view.explain({ key, params: { name, ...params } })
  return c.html(<NotInPage view={view} name={name} said={said} />, status)
}

async function leave(c: Ctx, wish: { userId: string | null; next: string }) {
  const provider = providerOf(c)
  const { view, services } = c.var
  try {
    const door = await sendOut(c, provider, wish)
    c.header("Refresh", `0; url=${door}`)
    return c.html(<LeavingPage view={view} name={provider.name[view.locale]} door={door} />)
  } catch (err) {
    if (!(err instanceof OutsideError)) throw err
    services.log.warn({ provider: provider.key, why: err.message }, "signing in from outside failed")
    return notIn(c, provider, { key: `session.outside.failed.${err.reason}` }, statuses[err.reason])
  }
}

async function arrive(c: Ctx) {
  const provider = providerOf(c)
  let back: Back
  try {
    back = await comeBack(c, provider)
  } catch (err) {
    if (!(err instanceof Refusal) || err.status !== 409) throw err
    return notIn(c, provider, err.saying, 409)
  }
  if ("to" in back) return goTo(c, back.to)
  const name = provider.name[c.var.view.locale]
  if ("linked" in back) return goTo(c, "/settings/security", "session.outside.linked", { name })
  if ("failed" in back)
    return notIn(c, provider, { key: `session.outside.failed.${back.failed}` }, statuses[back.failed])
  return notIn(
    c,
    provider,
    { key: "session.outside.stranger", params: { who: back.stranger && ` (${back.stranger})` } },
    403,
  )
}

/** `/sign-in/outside/…` out to a provider and back; `/settings/security/outside/…` links and unlinks. */
export function outsidePages(app: Pages) {
  app.use("/sign-in/outside/*", (c, next) => {
    c.header("Referrer-Policy", "no-referrer")
    c.header("Cache-Control", "no-store")
    return next()
  })
  app.post("/sign-in/outside/:provider", async (c) =>
    leave(c, { userId: null, next: localPath(field(await formOf(c), "next")) }),
  )
  app.get("/sign-in/outside/:provider/callback", arrive)
  app.post("/settings/security/outside/removal", async (c) => {
    const { outside, config } = c.var.services
    const form = await formOf(c)
    const input = { id: field(form, "id"), issuers: outside.map(({ issuer }) => issuer), letters: !!config.SMTP_URL }
    const done = await attempt(act(c, unlinkOutside, input, field(form, "key")))
    if (!("errors" in done)) return goTo(c, "/settings/security", "session.outside.unlinked")
    if (!done.errors[""]) throw notFound()
    return goTo(c, "/settings/security", "session.outside.last_way", undefined, "warn")
  })
  app.post("/settings/security/outside/:provider", (c) => leave(c, { userId: me(c.var).userId, next: "/" }))
}
