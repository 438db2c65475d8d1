import type { Ctx } from "#platform/http/env.ts"
import { formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { asSelf } from "../as-self.ts"
import { stepOf } from "../sign-in/cookies.ts"
import { proceed } from "../sign-in/proceed.ts"
import { findStep, useStep } from "../sign-in/step.store.ts"
import { findAccount } from "../user/user.store.ts"
import { hashPassword } from "./hash-password.ts"
import { judgePassword } from "./judge-password.ts"
import { PasswordField } from "./password.field.tsx"
import { setPassword } from "./set-password.ts"

function draw(c: Ctx, error?: Saying) {
  const { view } = c.var
  const { t } = view
  const form = { view, labels: { password: t("session.password.new") }, errors: error ? { password: error } : {} }
  return c.html(
    <Page view={view} title={t("session.password.new_title")} state={t("session.password.new_state")} narrow>
      <Form
        form={form}
        action="/password/new"
        reload
        buttons={<Button kind="primary">{t("session.password.save_and_enter")}</Button>}
      >
        <PasswordField {...field(form, "password")} required />
      </Form>
    </Page>,
    error ? 422 : 200,
  )
}

/** The step that the code out of the letter has opened, with its account. */
async function load(c: Ctx) {
  const { db, clock } = c.var.services
  const step = await findStep(db, stepOf(c), "new_password", clock.now())
  const account = step?.userId ? await findAccount(db, { id: step.userId }) : undefined
  return step && account && { step, account }
}

const startAgain = (c: Ctx) => goTo(c, "/password/forgotten", "session.code.over", undefined, "warn")

/** `/password/new`: after a code for a forgotten password. The second step, where there is one, is still asked for. */
export function newPasswordPages(app: Pages) {
  app.get("/password/new", async (c) => ((await load(c)) ? draw(c) : startAgain(c)))
  app.post("/password/new", async (c) => {
    const loaded = await load(c)
    if (!loaded) return startAgain(c)
    const { step, account } = loaded
    const { password } = await formOf(c)
    const text = typeof password === "string" ? password : ""
    const { fault } = judgePassword(text, [account.name, account.email])
    if (fault) return draw(c, fault)
    const hash = await hashPassword(text)
    const to = await proceed(c, account, { method: "code", next: "/" }, async (tx) => {
      const ctx = asSelf(c.var.services, tx, account.id)
      if (!(await useStep(tx, step.id, ctx.now))) return false
      await setPassword(ctx, { userId: account.id, hash, keep: null, forgotten: true })
      return true
    })
    return to === null ? startAgain(c) : goTo(c, to, "session.password.changed")
  })
}
