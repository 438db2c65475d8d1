import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { securityCrumbs } from "../security/security.page.tsx"
import { myAccount } from "../security/security.pages.tsx"
import { knownDevice } from "../sign-in/cookies.ts"
import { signInBuckets } from "../throttle/buckets.ts"
import { giveBack, take } from "../throttle/throttle.ts"
import { tooOften } from "../throttle/too-often.ts"
import type { Account } from "../user/user.store.ts"
import { changePassword } from "./change-password.ts"
import { hashPassword, passwordFits } from "./hash-password.ts"
import { judgePassword } from "./judge-password.ts"
import { PasswordField } from "./password.field.tsx"

type Errors = Partial<Record<"current" | "password" | "", Saying>>

function draw(c: Ctx, account: Account, errors: Errors = {}, status: 200 | 422 | 429 = 200) {
  const { view } = c.var
  const { t } = view
  const labels = { current: t("session.password.current"), password: t("session.password.new") }
  const form = { view, labels, errors }
  return c.html(
    <Page
      view={view}
      title={t("session.password.change_title")}
      state={t("session.password.ends_others")}
      crumbs={securityCrumbs(view)}
      narrow
    >
      <Form
        form={form}
        action="/settings/security/password"
        reload
        buttons={<Button kind="primary">{t("session.password.save")}</Button>}
      >
        {account.passwordHash && (
          <TextField {...field(form, "current")} type="password" autocomplete="current-password" required />
        )}
        <PasswordField {...field(form, "password")} required />
      </Form>
    </Page>,
    status,
  )
}

/** Whether the present password was typed right; wrong ones are counted as at the door. */
async function presentFault(c: Ctx, account: Account, typed: string): Promise<Date | boolean> {
  if (!account.passwordHash) return false
  const { db, clock } = c.var.services
  const { pair, shared } = signInBuckets(account.email, clientAddress(c), knownDevice(c, account.email))
  const wait = await take(db, [pair, ...shared], clock.now())
  if (wait) return wait
  if (!(await passwordFits(account.passwordHash, typed))) return true
  await giveBack(db, pair, shared)
  return false
}

/** `/settings/security/password` */
export function passwordPages(app: Pages) {
  app.get("/settings/security/password", async (c) => draw(c, await myAccount(c)))
  app.post("/settings/security/password", async (c) => {
    const account = await myAccount(c)
    const form = await formOf(c)
    const text = (name: string) => (typeof form[name] === "string" ? form[name] : "")
    const fault = await presentFault(c, account, text("current"))
    if (fault instanceof Date) return draw(c, account, { "": tooOften(c, fault) }, 429)
    if (fault) return draw(c, account, { current: { key: "session.password.not_current" } }, 422)
    const judged = judgePassword(text("password"), [account.name, account.email])
    if (judged.fault) return draw(c, account, { password: judged.fault }, 422)
    const hash = await hashPassword(text("password"))
    await act(c, changePassword, { hash, keep: c.var.sessionId }, text("key"))
    return goTo(c, "/settings/security", "session.password.changed")
  })
}
