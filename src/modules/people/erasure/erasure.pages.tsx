import { z } from "zod"
import { staff } from "#platform/actor.ts"
import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as typedField } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { SelectField, TextArea } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { keptPerson } from "../person/person.pages.tsx"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { erasePerson } from "./erase-person.ts"
import { erasureByNumber, listErasures } from "./erasure.store.ts"
import { bases } from "./erasure.ts"
import { erasureDocx } from "./erasure-docx.ts"

const pageSize = 50
const acts = "/settings/erasures"

async function form(c: Ctx, values: Record<string, string> = {}, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const { person } = await keptPerson(c)
  const labels = { basis: t("people.erasure.basis"), reason: t("people.erasure.reason") }
  const state = { view, labels, values, errors }
  return c.html(
    <Page view={view} narrow title={t("people.erasure.title")} crumbs={crumbsOf(view, person)} sub={fullName(person)}>
      <Notice tone="warn" title={t("people.erasure.for_good")}>
        <p>{t("people.erasure.about")}</p>
      </Notice>
      <p>
        <a href={view.href(`${addressOfPerson(person.id)}/archive.zip`)} data-turbo="false">
          {t("people.archive.take")}
        </a>
      </p>
      <Form
        form={state}
        action={`${addressOfPerson(person.id)}/erasure`}
        buttons={
          <>
            <Button kind="danger">{t("people.erasure.deed")}</Button>
            <LinkButton href={view.href(addressOfPerson(person.id))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <SelectField
          {...field(state, "basis")}
          required
          empty={t("people.erasure.basis.empty")}
          options={bases.map((basis) => ({ value: basis, label: t(`value.person.basis.${basis}`) }))}
        />
        <TextArea {...field(state, "reason")} rows={2} maxlength={1000} hint={t("people.erasure.reason.hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function erase(c: Ctx) {
  const typed = await formOf(c)
  const values = { basis: typedField(typed, "basis"), reason: typedField(typed, "reason") }
  const done = await attempt(act(c, erasePerson, { ...values, id: c.req.param("id") }, typedField(typed, "key")))
  if ("errors" in done) return form(c, values, done.errors)
  return goTo(c, staff(c.var.actor) ? acts : "/people", "people.erasure.was_done", { number: done.value.number })
}

async function list(c: Ctx) {
  const { services, view } = c.var
  const { t } = view
  const before = z.coerce.number().int().positive().optional().catch(undefined).parse(c.req.query("before"))
  const found = await listErasures(services.db, pageSize + 1, before)
  const rows = found.slice(0, pageSize)
  return c.html(
    <Page
      view={view}
      title={t("people.erasure.list")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
    >
      <p>{t("people.erasure.list.about")}</p>
      {rows.length === 0 && <Empty title={t("people.erasure.none")} why={t("people.erasure.none.why")} />}
      {rows.length > 0 && (
        <Rows label={t("people.erasure.list")}>
          {rows.map((one) => (
            <Row
              title={t("people.erasure.act", { number: one.number })}
              mini={[
                <Moment view={view} at={one.at} />,
                t(`value.person.basis.${one.basis}`),
                one.reason,
                one.userName ?? "",
              ]}
              end={
                <LinkButton kind="link" download href={view.href(`${acts}/${one.number}.docx`)}>
                  .docx
                </LinkButton>
              }
            />
          ))}
        </Rows>
      )}
      <Pager
        view={view}
        first={before ? view.href(acts) : undefined}
        more={found.length > pageSize ? view.href(`${acts}?before=${rows.at(-1)!.number}`) : undefined}
      />
    </Page>,
  )
}

async function paper(c: Ctx) {
  const { services, view } = c.var
  const found = await erasureByNumber(services.db, Number(c.req.param("file")?.replace(/\.docx$/, "")))
  if (!found) throw notFound()
  const bytes = await erasureDocx(view, found, view.locale)
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Content-Disposition": contentDisposition(
      "attachment",
      `${view.t("people.erasure.act", { number: found.number })}.docx`,
    ),
  })
}

/** Erasing a person, and the acts of it for the staff of the whole centre. */
export function erasurePages(app: Pages) {
  app.get(`/people/${idPath}/erasure`, (c) => form(c, { basis: c.req.query("basis") ?? "" }))
  app.post(`/people/${idPath}/erasure`, erase)
  app.use(`${acts}/*`, async (c, next) => {
    if (!staff(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(acts, list)
  app.get(`${acts}/:file{[0-9]{1,9}\\.docx}`, paper)
}
