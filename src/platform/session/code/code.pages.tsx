import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { localPath } from "../sign-in/proceed.ts"
import { tooOften } from "../throttle/too-often.ts"
import { askCode } from "./ask-code.ts"
import { AskCodePage, TypeCodePage } from "./code.page.tsx"
import { takeCode } from "./take-code.ts"

const typed = z.object({ email: z.email().max(254) })
type Purpose = "sign_in" | "password"
const pathOf = { sign_in: "/sign-in/code", password: "/password/forgotten" }

const ask = (purpose: Purpose) => async (c: Ctx) => {
  const form = await formOf(c)
  const [email, next] = [field(form, "email"), localPath(field(form, "next"))]
  const again = (errors: Record<string, Saying>, status: 422 | 429) =>
    c.html(<AskCodePage view={c.var.view} purpose={purpose} next={next} email={email} errors={errors} />, status)
  const parsed = typed.safeParse({ email })
  if (!parsed.success) return again(sayingsOf(parsed.error), 422)
  const wait = await askCode(c, { email, purpose, next })
  return wait ? again({ "": tooOften(c, wait) }, 429) : goTo(c, `${pathOf[purpose]}/check`)
}

const drawCheck = (c: Ctx, purpose: Purpose, error?: Saying) =>
  c.html(
    <TypeCodePage
      view={c.var.view}
      title="session.code.check_title"
      state="session.code.sent"
      hint="session.code.hint"
      action={`${pathOf[purpose]}/check`}
      again={{ href: pathOf[purpose], label: "session.code.again" }}
      warning={c.var.services.config.SMTP_URL ? undefined : "session.code.no_smtp"}
      errors={error ? { code: error } : {}}
    />,
    error ? 422 : 200,
  )

const check = (purpose: Purpose) => async (c: Ctx) => {
  const taken = await takeCode(c, field(await formOf(c), "code"))
  if ("to" in taken) return goTo(c, taken.to)
  if ("over" in taken) return goTo(c, pathOf[purpose], "session.code.over", undefined, "warn")
  return drawCheck(c, purpose, { key: "session.code.wrong", params: { left: taken.left } })
}

/** Signing in by a code out of a letter, and the same code for a forgotten password. */
export function codePages(app: Pages) {
  for (const purpose of ["sign_in", "password"] as const) {
    const path = pathOf[purpose]
    app.get(path, (c) =>
      c.html(<AskCodePage view={c.var.view} purpose={purpose} next={localPath(c.req.query("next"))} />),
    )
    app.post(path, ask(purpose))
    app.get(`${path}/check`, (c) => drawCheck(c, purpose))
    app.post(`${path}/check`, check(purpose))
  }
}
