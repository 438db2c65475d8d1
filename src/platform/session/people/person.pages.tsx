import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { field as fieldProps } from "#ui/form.tsx"
import { deputiesOf } from "../deputy/deputy.store.ts"
import { disableUser, enableUser } from "./disable-user.ts"
import { endGrant, giveGrant } from "./give-grant.ts"
import { needManager, withWhere } from "./people.pages.tsx"
import { findPerson, grantsOf } from "./people.store.ts"
import { type GrantForm, PersonPage } from "./person.page.tsx"
import { scopeField } from "./scope.field.tsx"
import { termOf } from "./term.ts"

type Values = Record<"role" | "scope" | "from" | "until", string>
const fresh: Values = { role: "coordinator", scope: "installation", from: "", until: "" }

async function draw(c: Ctx, id: string, values: Values = fresh, errors: Record<string, Saying> = {}) {
  needManager(c)
  const { view, services, actor } = c.var
  const { db, clock } = services
  const person = /^[0-9a-f-]{36}$/.test(id) ? await findPerson(db, id) : undefined
  if (!person) throw notFound()
  const { t } = view
  const labels = {
    role: t("session.role"),
    scope: t("session.scope"),
    from: t("session.grant.from_label"),
    until: t("session.grant.until_label"),
  }
  const form: GrantForm = { view, labels, values, errors }
  const grants = await withWhere(c, await grantsOf(db, [id], clock.now()))
  const ids = grants.map((grant) => grant.id)
  const deputies = await deputiesOf(db, ids, clock.now())
  return c.html(
    <PersonPage
      view={view}
      person={person}
      grants={grants}
      deputies={deputies}
      form={form}
      scope={await scopeField(c, fieldProps(form, "scope"))}
      history={await journalFor(services, actor, { kind: "user", id })}
    />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function give(c: Ctx) {
  const userId = c.req.param("id") ?? ""
  const form = await formOf(c)
  const values = { role: "", scope: "", from: "", until: "" }
  for (const name of ["role", "scope", "from", "until"] as const) values[name] = field(form, name)
  const { errors, from, until } = termOf(c.var.view, values)
  if (Object.keys(errors).length) return draw(c, userId, values, errors)
  const { role, scope } = values
  const done = await attempt(act(c, giveGrant, { userId, role, scope, from, until }, field(form, "key")))
  if ("errors" in done) return draw(c, userId, values, done.errors)
  return goTo(c, `/settings/people/${userId}`, "session.grant.given")
}

/** `/settings/people/:id` */
export function personPages(app: Pages) {
  app.get("/settings/people/:id", (c) => draw(c, c.req.param("id")))
  app.post("/settings/people/:id/grants", give)
  app.post("/settings/people/grants/:id/end", async (c) => {
    const form = await formOf(c)
    const user = field(form, "user")
    const done = await attempt(act(c, endGrant, { id: c.req.param("id") }, field(form, "key")))
    if ("errors" in done) return draw(c, user, fresh, done.errors)
    return goTo(c, `/settings/people/${encodeURIComponent(user)}`, "session.grant.ended")
  })
  for (const [name, deed, said] of [
    ["closing", disableUser, "session.people.now_disabled"],
    ["opening", enableUser, "session.people.now_enabled"],
  ] as const)
    app.post(`/settings/people/:id/${name}`, async (c) => {
      const id = c.req.param("id") ?? ""
      const done = await attempt(act(c, deed, { id }, field(await formOf(c), "key")))
      if ("errors" in done) return draw(c, id, fresh, done.errors)
      return goTo(c, `/settings/people/${id}`, said)
    })
}
