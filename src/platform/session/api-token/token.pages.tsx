import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { CopyText } from "#ui/copy.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field as fieldProps } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { me } from "../security/own.ts"
import { securityCrumbs } from "../security/security.page.tsx"
import { newToken } from "../token.ts"
import { createApiToken, revokeApiToken, tokensOf } from "./api-token.ts"

const path = "/settings/security/tokens"

async function draw(c: Ctx, values: { name?: string } = {}, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const tokens = await tokensOf(services.db, me(c.var).userId)
  const form = { view, labels: { name: t("session.tokens.name") }, values, errors }
  return c.html(
    <Page
      view={view}
      title={t("session.tokens.title")}
      state={t("session.tokens.state", { count: tokens.length })}
      crumbs={securityCrumbs(view)}
      narrow
    >
      <p>{t("session.tokens.what")}</p>
      {tokens.length > 0 && (
        <Rows label={t("session.tokens.title")}>
          {tokens.map((token) => (
            <Row
              title={token.name}
              mini={[
                [t("session.passkey.since"), " ", <Moment view={view} at={token.created_at} />],
                token.used_at
                  ? [t("session.passkey.used"), " ", <Moment view={view} at={token.used_at} />]
                  : t("session.passkey.unused"),
              ]}
              end={
                <Deed view={view} action={`${path}/${token.id}/revocation`}>
                  {t("session.tokens.revoke")}
                </Deed>
              }
            />
          ))}
        </Rows>
      )}
      <Form form={form} action={path} reload buttons={<Button kind="primary">{t("session.tokens.add")}</Button>}>
        <TextField {...fieldProps(form, "name")} hint={t("session.tokens.name_hint")} maxlength={100} required />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** `/settings/security/tokens`: a token is shown once, on the answer to its form. */
export function tokenPages(app: Pages) {
  app.get(path, (c) => draw(c))
  app.post(path, async (c) => {
    const name = field(await formOf(c), "name")
    const token = newToken()
    const done = await attempt(act(c, createApiToken, { name, token }))
    if ("errors" in done) return draw(c, { name }, done.errors)
    const { view } = c.var
    return c.html(
      <Page view={view} title={view.t("session.tokens.added")} crumbs={securityCrumbs(view)} narrow>
        <Notice tone="warn">{view.t("session.tokens.once")}</Notice>
        <p>
          <code>{token}</code>
        </p>
        <CopyText view={view} text={token} label={view.t("session.tokens.copy")} />
        <LinkButton kind="primary" href={view.href(path)}>
          {view.t("session.tokens.title")}
        </LinkButton>
      </Page>,
    )
  })
  app.post(`${path}/:id/revocation`, async (c) => {
    await act(c, revokeApiToken, { id: c.req.param("id") }, field(await formOf(c), "key"))
    return goTo(c, path, "session.tokens.revoked")
  })
}
