import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { asSelf } from "../as-self.ts"
import { endSessions } from "../open-session.ts"
import { passkeysHere } from "../passkey/relying-party.ts"
import { takeSession } from "../session-cookie.ts"
import { tooOften } from "../throttle/too-often.ts"
import { byPassword } from "./by-password.ts"
import { localPath, proceed } from "./proceed.ts"
import { SignInPage } from "./sign-in.form.tsx"

const typed = z.object({ email: z.email().max(254), password: z.string().min(1).max(1000) })

const draw = (
  c: Ctx,
  props: Omit<Parameters<typeof SignInPage>[0], "view" | "passkeysAt" | "outside">,
  status: 200 | 422 | 429 = 200,
) =>
  c.html(
    <SignInPage view={c.var.view} passkeysAt={passkeysHere(c)} outside={c.var.services.outside} {...props} />,
    status,
  )

async function signIn(c: Ctx) {
  const form = await formOf(c)
  const password = typeof form.password === "string" ? form.password : ""
  const [email, next] = [field(form, "email"), localPath(field(form, "next"))]
  const parsed = typed.safeParse({ email, password })
  if (!parsed.success) return draw(c, { next, email, errors: sayingsOf(parsed.error) }, 422)
  const outcome = await byPassword(c, parsed.data)
  if ("wait" in outcome) return draw(c, { next, email, errors: { "": tooOften(c, outcome.wait) } }, 429)
  if ("wrong" in outcome) return draw(c, { next, email, errors: { "": { key: "session.sign_in.wrong" } } }, 422)
  const to = await proceed(c, outcome.account, { method: "password", next })
  return goTo(c, to ?? "/sign-in")
}

async function signOut(c: Ctx) {
  const { actor, sessionId, services } = c.var
  if (actor.kind === "user" && sessionId)
    await services.db.transaction().execute(async (tx) => {
      const { now, announce } = asSelf(services, tx, actor.userId)
      await endSessions(tx, actor.userId, { only: sessionId }, now)
      const subject = { kind: "user", id: actor.userId }
      await announce({ name: "session.signed_out", subject, payload: { session: sessionId } })
    })
  takeSession(c)
  // Pages kept by the browser would show the next reader what this one saw.
  c.header("Clear-Site-Data", '"cache"')
  return goTo(c, "/", "session.sign_out.done")
}

/** `/sign-in` and `/sign-out`. */
export function signInPages(app: Pages) {
  app.get("/sign-in", (c) => {
    const next = localPath(c.req.query("next"))
    return c.var.actor.kind === "user" ? goTo(c, next) : draw(c, { next })
  })
  app.post("/sign-in", signIn)
  app.post("/sign-out", signOut)
}
