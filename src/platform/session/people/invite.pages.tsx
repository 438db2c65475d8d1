import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CopyText } from "#ui/copy.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field as fieldProps } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { settingsCrumb } from "../security/security.page.tsx"
import { newToken } from "../token.ts"
import { invite } from "./invite.ts"
import { needManager } from "./people.pages.tsx"
import { RoleField, scopeField } from "./scope.field.tsx"
import { roleInput, scopeInput } from "./scope.ts"
import { termOf } from "./term.ts"

type Values = { role: string; scope: string; email: string; from: string; until: string }
/** What a link to the form has chosen already: from the card of an organisation. */
const startOfForm = z.object({
  role: roleInput.catch("member"),
  scope: z
    .string()
    .refine((text) => scopeInput.safeParse(text).success)
    .catch("installation"),
})
const path = "/settings/people/invitation"
const crumbs = (c: Ctx) => [
  settingsCrumb(c.var.view),
  { href: "/settings/people", label: c.var.view.t("session.people.title") },
]

async function draw(c: Ctx, values: Values, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const labels = {
    role: t("session.role"),
    scope: t("session.scope"),
    email: t("session.email"),
    from: t("session.grant.from_label"),
    until: t("session.grant.until_label"),
  }
  const form = { view, labels, values, errors }
  return c.html(
    <Page view={view} title={t("session.invite.title")} state={t("session.invite.state")} crumbs={crumbs(c)} narrow>
      <Form form={form} action={path} reload buttons={<Button kind="primary">{t("session.invite.make")}</Button>}>
        <RoleField {...fieldProps(form, "role")} />
        {await scopeField(c, fieldProps(form, "scope"))}
        <TextField {...fieldProps(form, "email")} hint={t("session.invite.email_hint")} type="email" exact />
        <DateField {...fieldProps(form, "from")} hint={t("session.invite.from_hint")} />
        <DateField {...fieldProps(form, "until")} hint={t("session.grant.until_hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** `/settings/people/invitation`: the link is shown once, on the answer to the form. */
export function invitePages(app: Pages) {
  app.get(path, (c) => {
    needManager(c)
    const asked = startOfForm.parse(c.req.query())
    return draw(c, { ...asked, email: "", from: "", until: "" })
  })
  app.post(path, async (c) => {
    const form = await formOf(c)
    const values = {
      ...{ role: field(form, "role"), scope: field(form, "scope"), email: field(form, "email") },
      ...{ from: field(form, "from"), until: field(form, "until") },
    }
    const { view } = c.var
    const { errors, from, until } = termOf(view, values)
    if (Object.keys(errors).length) return draw(c, values, errors)
    const token = newToken()
    const link = `${view.baseUrl}${view.href(`/welcome/${token}`)}`
    const role = view.t(`session.role.${values.role}` as "session.role.member")
    const letter = values.email
      ? { subject: view.t("session.invite.subject"), text: view.t("session.invite.text", { link, role }) }
      : null
    const done = await attempt(act(c, invite, { ...values, from, until, email: values.email || null, token, letter }))
    if ("errors" in done) return draw(c, values, done.errors)
    return c.html(
      <Page view={view} title={view.t("session.invite.made")} crumbs={crumbs(c)} narrow>
        {values.email && <p>{view.t("session.invite.sent", { email: values.email })}</p>}
        <Notice tone="warn">{view.t("session.invite.once")}</Notice>
        <p>
          <code>{link}</code>
        </p>
        <CopyText view={view} text={view.t("session.invite.text", { link, role })} />
        <LinkButton kind="primary" href={view.href("/settings/people")}>
          {view.t("session.people.title")}
        </LinkButton>
      </Page>,
    )
  })
}
