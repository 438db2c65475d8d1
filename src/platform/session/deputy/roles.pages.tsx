import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, field as fieldProps } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { roleName } from "../people/people.page.tsx"
import { withWhere } from "../people/people.pages.tsx"
import { grantsOf } from "../people/people.store.ts"
import { termOf } from "../people/term.ts"
import { me } from "../security/own.ts"
import { settingsCrumb } from "../security/security.page.tsx"
import { lookedAs } from "../see-as/see-as.store.ts"
import { canManagePeople, canNameDeputy } from "../session.policy.ts"
import { deputiesOf, findGrant } from "./deputy.store.ts"
import { EndDeputy, GrantRows } from "./grant-rows.tsx"
import { endDeputy, nameDeputy } from "./name-deputy.ts"

const path = "/settings/roles"

/** `/settings/roles`: one's own roles, and who stands in meanwhile, and which administrators looked at the site as oneself. */
async function ownRoles(c: Ctx) {
  const { view, services } = c.var
  const now = services.clock.now()
  const grants = await withWhere(c, await grantsOf(services.db, [me(c.var).userId], now))
  const ids = grants.map(({ id }) => id)
  const looked = await lookedAs(services.db, me(c.var).userId)
  return c.html(
    <Page view={view} title={view.t("session.roles.title")} crumbs={[settingsCrumb(view)]} narrow>
      <GrantRows view={view} grants={grants} deputies={await deputiesOf(services.db, ids, now)} />
      {looked.length > 0 && (
        <Card title={view.t("session.see_as.looked")}>
          <Rows label={view.t("session.see_as.looked")}>
            {looked.map(({ name, at }) => (
              <Row title={name} mini={[<Moment view={view} at={at} plain />]} />
            ))}
          </Rows>
        </Card>
      )}
    </Page>,
  )
}

type Values = Record<"email" | "from" | "until", string>

/** The grant of the address, when the reader may name a deputy for it. @throws Refusal 404 otherwise */
async function load(c: Ctx) {
  const { services, actor } = c.var
  const grant = await findGrant(services.db, Number(c.req.param("id")))
  const over = grant?.until_at && grant.until_at <= services.clock.now()
  if (!grant || over || grant.deputy_of !== null || !canNameDeputy(actor, grant.user_id)) throw notFound()
  const [named] = await withWhere(c, [grant])
  return named!
}

async function draw(c: Ctx, values: Values = { email: "", from: "", until: "" }, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const grant = await load(c)
  const deputies = await deputiesOf(services.db, [grant.id], services.clock.now())
  const labels = {
    email: t("session.deputy.email"),
    from: t("session.grant.from_label"),
    until: t("session.grant.until_label"),
  }
  const form = { view, labels, values, errors }
  const role = [roleName(view, grant.role), grant.where && [" (", grant.where, ")"]]
  return c.html(
    <Page
      view={view}
      title={t("session.deputy.title")}
      crumbs={[settingsCrumb(view), backTo(c, grant.user_id)]}
      state={t("session.deputy.state")}
      narrow
    >
      <Facts
        facts={[
          [t("session.deputy.holder"), grant.holder],
          [t("session.role"), role],
        ]}
      />
      {deputies.length > 0 && (
        <Card title={t("session.deputy.list")}>
          <ul>
            {deputies.map((deputy) => (
              <li>
                {deputy.holder} <EndDeputy view={view} id={deputy.id} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Form
        form={form}
        action={`${path}/${grant.id}/deputy`}
        buttons={<Button kind="primary">{t("session.deputy.name")}</Button>}
      >
        <TextField {...fieldProps(form, "email")} hint={t("session.deputy.email_hint")} type="email" required exact />
        <DateField {...fieldProps(form, "from")} hint={t("session.grant.from_hint")} />
        <DateField {...fieldProps(form, "until")} hint={t("session.deputy.until_hint")} required />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** Back to the roles of the holder: one's own, or the account that an administrator keeps. */
const backTo = (c: Ctx, holder: string) => {
  const { actor, view } = c.var
  const own = actor.kind === "user" && actor.userId === holder
  return own || !canManagePeople(actor)
    ? { href: path, label: view.t("session.roles.title") }
    : { href: `/settings/people/${holder}`, label: view.t("session.grant.title") }
}

async function name(c: Ctx) {
  const form = await formOf(c)
  const values = { email: field(form, "email"), from: field(form, "from"), until: field(form, "until") }
  const { errors, from, until } = termOf(c.var.view, values)
  if (Object.keys(errors).length) return draw(c, values, errors)
  const input = { grant: c.req.param("id"), email: values.email, from, until: until ?? undefined }
  const done = await attempt(act(c, nameDeputy, input, field(form, "key")))
  if ("errors" in done) return draw(c, values, done.errors)
  const { user_id } = await load(c)
  return goTo(c, backTo(c, user_id).href, "session.deputy.named")
}

/** `/settings/roles` and the deputies of one's own roles; an administrator names deputies of others there, too. */
export function rolesPages(app: Pages) {
  app.get(path, ownRoles)
  app.get("/settings/roles/:id{[0-9]{1,15}}/deputy", (c) => draw(c))
  app.post("/settings/roles/:id{[0-9]{1,15}}/deputy", name)
  app.post("/settings/roles/:id{[0-9]{1,15}}/end", async (c) => {
    const id = Number(c.req.param("id"))
    await act(c, endDeputy, { id }, field(await formOf(c), "key"))
    const ended = await findGrant(c.var.services.db, id)
    const held = ended?.deputy_of ? await findGrant(c.var.services.db, ended.deputy_of) : undefined
    return goTo(c, held ? backTo(c, held.user_id).href : path, "session.deputy.ended")
  })
}
