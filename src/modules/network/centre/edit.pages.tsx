import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { staffOf } from "../staff/staff.store.ts"
import { closeCentre } from "./close-centre.ts"
import { editCentre } from "./edit-centre.ts"
import { crumbsOf, keptCentre } from "./open-centre.ts"

const one = "/centres/:slug{[a-z][a-z0-9-]+}"
type Errors = Record<string, Saying>
const status = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)

async function drawEdit(c: Ctx, typed?: Record<"about" | "contacts" | "slug", string>, errors: Errors = {}) {
  const { view } = c.var
  const { t } = view
  const opened = await keptCentre(c)
  const labels = { about: t("field.centre.about"), contacts: t("field.centre.contacts"), slug: t("field.centre.slug") }
  const form = { view, labels, values: typed ?? opened.centre, errors }
  return c.html(
    <Page view={view} narrow title={t("centre.edit")} crumbs={crumbsOf(c, opened)} state={t("centre.edit.what")}>
      <Form
        form={form}
        action={`${opened.path}/edit`}
        draft={`centre-${opened.centre.id}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(opened.path)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextArea {...field(form, "about")} rows={8} maxlength={5000} hint={t("centre.about.hint")} />
        <TextArea {...field(form, "contacts")} rows={5} maxlength={1000} hint={t("centre.contacts.hint")} />
        <TextField {...field(form, "slug")} exact width="medium" maxlength={40} hint={t("centre.slug.hint")} />
      </Form>
    </Page>,
    status(errors),
  )
}

async function edit(c: Ctx) {
  const form = await formOf(c)
  const { centre } = await keptCentre(c)
  const typed = { about: textOf(form, "about"), contacts: textOf(form, "contacts"), slug: textOf(form, "slug") }
  const done = await attempt(act(c, editCentre, { id: centre.id, ...typed }, textOf(form, "key")))
  if ("errors" in done) return drawEdit(c, typed, done.errors)
  return goTo(c, `/centres/${done.value.slug}`, "centre.saved")
}

async function drawClosing(c: Ctx, typed?: Record<"closedOn" | "closedWhy", string>, errors: Errors = {}) {
  const { view, services } = c.var
  const { t } = view
  const opened = await keptCentre(c)
  if (!opened.rights.runs) throw notAllowed()
  const staff = await staffOf(services.db, opened.centre, view.now)
  const labels = { closedOn: t("field.centre.closedOn"), closedWhy: t("field.centre.closedWhy") }
  const values = typed ?? { closedOn: longDate(view.today, view.locale), closedWhy: "" }
  const form = { view, labels, values, errors }
  return c.html(
    <Page view={view} narrow title={t("centre.close.title")} crumbs={crumbsOf(c, opened)}>
      <p>{t("centre.close.what")}</p>
      {staff.length > 0 && (
        <>
          <p>{t("centre.close.people", { count: staff.length })}</p>
          <ul>
            {staff.map(({ name }) => (
              <li>{name}</li>
            ))}
          </ul>
        </>
      )}
      <Form
        form={form}
        action={`${opened.path}/closing`}
        buttons={
          <>
            <Button kind="danger">{t("centre.close")}</Button>
            <LinkButton href={view.href(opened.path)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <DateField {...field(form, "closedOn")} required />
        <TextField {...field(form, "closedWhy")} maxlength={500} hint={t("centre.close.why_hint")} />
      </Form>
    </Page>,
    status(errors),
  )
}

async function close(c: Ctx) {
  const form = await formOf(c)
  const { centre, path } = await keptCentre(c)
  const { today } = c.var.view
  const typed = { closedOn: textOf(form, "closedOn"), closedWhy: textOf(form, "closedWhy") }
  const closedOn = understandPastDay(typed.closedOn, today) ?? typed.closedOn
  const input = { id: centre.id, closedOn, closedWhy: typed.closedWhy, today }
  const done = await attempt(act(c, closeCentre, input, textOf(form, "key")))
  return "errors" in done ? drawClosing(c, typed, done.errors) : goTo(c, path, "centre.close.done")
}

/** What a centre says of itself, and its leaving the network. */
export function editPages(app: Pages) {
  app.get(`${one}/edit`, (c) => drawEdit(c))
  app.post(`${one}/edit`, edit)
  app.get(`${one}/closing`, (c) => drawClosing(c))
  app.post(`${one}/closing`, close)
}
