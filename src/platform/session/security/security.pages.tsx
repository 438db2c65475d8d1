import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field as fieldProps } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { tokensOf } from "../api-token/api-token.ts"
import { identitiesOf } from "../outside/identity.store.ts"
import { passkeysHere } from "../passkey/relying-party.ts"
import { recoveryCodesLeft } from "../totp/recovery-codes.ts"
import { type Account, findAccount } from "../user/user.store.ts"
import { endOtherSessions, endSession } from "./end-session.ts"
import { me } from "./own.ts"
import { renameSelf } from "./rename-self.ts"
import { SecurityPage, securityCrumbs } from "./security.page.tsx"
import { passkeysOf, sessionsOf } from "./security.store.ts"

/** The account of whoever asks. @throws Refusal 403 for visitors */
export async function myAccount(c: Ctx): Promise<Account> {
  const account = await findAccount(c.var.services.db, { id: me(c.var).userId })
  if (!account) throw notAllowed()
  return account
}

async function overview(c: Ctx) {
  const { db, clock, outside } = c.var.services
  const account = await myAccount(c)
  const [sessions, passkeys, identities, codesLeft, tokens] = await Promise.all([
    sessionsOf(db, account.id, clock.now()),
    passkeysOf(db, account.id),
    identitiesOf(db, account.id),
    recoveryCodesLeft(db, account.id),
    tokensOf(db, account.id),
  ])
  return c.html(
    <SecurityPage
      view={c.var.view}
      account={account}
      sessions={sessions}
      current={c.var.sessionId}
      passkeys={passkeys}
      passkeysAt={passkeysHere(c)}
      providers={outside}
      identities={identities}
      codesLeft={codesLeft}
      tokens={tokens.length}
    />,
  )
}

function drawName(c: Ctx, name: string, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const form = { view, labels: { name: t("session.name") }, values: { name }, errors }
  return c.html(
    <Page view={view} title={t("session.name.change")} crumbs={securityCrumbs(view)} narrow>
      <Form
        form={form}
        action="/settings/security/name"
        buttons={<Button kind="primary">{t("session.name.save")}</Button>}
      >
        <TextField {...fieldProps(form, "name")} autocomplete="name" maxlength={200} required />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** `/settings/security`: the account, its sessions and ways in. */
export function securityPages(app: Pages) {
  app.get("/settings/security", overview)
  app.get("/settings/security/name", (c) => drawName(c, me(c.var).name))
  app.post("/settings/security/name", async (c) => {
    const form = await formOf(c)
    const done = await attempt(act(c, renameSelf, { name: field(form, "name") }, field(form, "key")))
    if ("errors" in done) return drawName(c, field(form, "name"), done.errors)
    return goTo(c, "/settings/security", "session.name.saved")
  })
  app.post("/settings/security/sessions/end-others", async (c) => {
    const count = await act(c, endOtherSessions, { keep: c.var.sessionId }, field(await formOf(c), "key"))
    return goTo(c, "/settings/security", "session.sessions.ended", { count })
  })
  app.post("/settings/security/sessions/:id/end", async (c) => {
    await act(c, endSession, { id: c.req.param("id") }, field(await formOf(c), "key"))
    return goTo(c, "/settings/security", "session.sessions.ended", { count: 1 })
  })
}
