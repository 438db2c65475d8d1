import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { crumbsOf, keptCentre } from "../centre/open-centre.ts"
import { invitationTo } from "./invitation-letter.ts"
import { inviteStaff } from "./invite-staff.ts"
import { nameStaff } from "./name-staff.ts"
import { invitedTo, publicNames, staffOf } from "./staff.store.ts"

const one = "/centres/:slug{[a-z][a-z0-9-]+}"
type Errors = Record<string, Saying>

/** `wrong` says whose form the errors belong to: a user's, or the invitation's where it is absent. */
async function draw(c: Ctx, typed: Record<string, string> = {}, errors: Errors = {}, wrong?: string) {
  const { view, services } = c.var
  const { t } = view
  const opened = await keptCentre(c)
  const { centre, path, rights, heads } = opened
  const [staff, named, invited] = await Promise.all([
    staffOf(services.db, centre, view.now),
    publicNames(services.db, centre.id),
    invitedTo(services.db, centre.id),
  ])
  const waiting = invited.filter(({ userId, expiresAt }) => !userId && expiresAt > view.now)
  const invitation = {
    view,
    labels: { email: t("staff.email"), head: t("staff.head") },
    values: wrong ? {} : typed,
    errors: wrong ? {} : errors,
  }
  const formOfPerson = (userId: string) => {
    const shown = named.find((x) => x.userId === userId)
    return {
      view,
      labels: { name: t("staff.name"), post: t("staff.post") },
      values: wrong === userId ? typed : { name: shown?.name, post: shown?.post },
      errors: wrong === userId ? errors : {},
    }
  }
  return c.html(
    <Page view={view} narrow title={t("staff.title")} crumbs={crumbsOf(c, opened)} state={t("staff.what")}>
      {staff.length === 0 && <p>{t("staff.nobody")}</p>}
      {staff.map(({ id, name, email }) => {
        const form = formOfPerson(id)
        return (
          <section class="card">
            <h2>{name}</h2>
            <p class="mini">
              {email}
              {heads.includes(id) && ` · ${t("staff.is_head")}`}
            </p>
            <Form form={form} action={`${path}/staff/${id}`} buttons={<Button>{t("staff.name.save")}</Button>}>
              <TextField {...field(form, "name")} id={`name-${id}`} maxlength={200} hint={t("staff.name.hint")} />
              <TextField {...field(form, "post")} id={`post-${id}`} maxlength={200} />
            </Form>
          </section>
        )
      })}
      {waiting.length > 0 && (
        <section>
          <h2>{t("staff.waiting")}</h2>
          <Rows label={t("staff.waiting")}>
            {waiting.map(({ email, head, expiresAt }) => (
              <Row
                title={email}
                mini={[
                  head && t("staff.is_head"),
                  [t("session.invitations.until"), " ", <Moment view={view} at={expiresAt} plain />],
                ]}
              />
            ))}
          </Rows>
        </section>
      )}
      {rights.invites && (
        <section>
          <h2>{t("staff.invite")}</h2>
          <Form
            form={invitation}
            action={`${path}/staff`}
            buttons={<Button kind="primary">{t("staff.invite.do")}</Button>}
          >
            <TextField
              {...field(invitation, "email")}
              type="email"
              exact
              required
              maxlength={254}
              hint={t("staff.invite.hint")}
            />
            {rights.runs && <Checkbox {...field(invitation, "head")} hint={t("staff.head.hint")} />}
          </Form>
        </section>
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** `/centres/:slug/staff`: who works in a centre, how they are named in public, and who is invited. */
export function staffPages(app: Pages) {
  app.get(`${one}/staff`, (c) => draw(c))
  app.post(`${one}/staff`, async (c) => {
    const form = await formOf(c)
    const { centre, name, path } = await keptCentre(c)
    const typed = { email: textOf(form, "email"), head: textOf(form, "head") }
    const head = typed.head === "yes"
    const input = { id: centre.id, head, ...invitationTo(c, typed.email, name, head) }
    const done = await attempt(act(c, inviteStaff, input, textOf(form, "key")))
    if ("errors" in done) return draw(c, typed, done.errors)
    return goTo(c, `${path}/staff`, "staff.invite.done", { email: typed.email })
  })
  app.post(`${one}/staff/:user{[0-9a-f-]{36}}`, async (c) => {
    const form = await formOf(c)
    const { centre, path } = await keptCentre(c)
    const userId = c.req.param("user")
    const typed = { name: textOf(form, "name"), post: textOf(form, "post") }
    const done = await attempt(act(c, nameStaff, { id: centre.id, userId, ...typed }, textOf(form, "key")))
    if ("errors" in done) return draw(c, typed, done.errors, userId)
    return goTo(c, `${path}/staff`, typed.name ? "staff.named" : "staff.hidden")
  })
}
