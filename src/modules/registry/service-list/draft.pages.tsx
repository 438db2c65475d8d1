import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { entriesOf } from "../social-service/service.store.ts"
import { approveList } from "./approve-list.ts"
import { describeList } from "./describe-list.ts"
import { draftList } from "./draft-list.ts"
import { dropList } from "./drop-list.ts"
import { inForceSaid, listAddress } from "./list-words.ts"
import { canKeepLists } from "./service-list.policy.ts"
import { listByNumber } from "./service-list.store.ts"
import type { ServiceList } from "./service-list.ts"

const names = ["documentName", "documentNumber", "documentDate", "link", "inForceFrom"] as const
type Name = (typeof names)[number]
type Typed = Partial<Record<Name, string | null>>

export const crumbsOf = ({ t }: Ctx["var"]["view"], list: ServiceList) => [
  { href: "/services", label: t("service.register") },
  { href: listAddress(list), label: t("service_list.title", { number: list.number }) },
]

/** The draft of the address, for those who keep the list. */
export async function draftOf(c: Ctx): Promise<ServiceList> {
  if (!canKeepLists(c.var.actor)) throw notAllowed()
  const list = await listByNumber(c.var.services.db, Number(c.req.param("number")))
  if (!list || list.approvedAt) throw notFound()
  return list
}

async function editForm(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}, version?: string) {
  const { view } = c.var
  const { t } = view
  const list = await draftOf(c)
  const labels = Object.fromEntries(names.map((name) => [name, t(`field.service_list.${name}`)])) as Record<
    Name,
    string
  >
  const form: FormState<Name> = { view, labels, values: typed ?? list, errors }
  return c.html(
    <Page view={view} narrow title={t("service_list.describe")} crumbs={crumbsOf(view, list)}>
      <p>{t("service_list.describe_about")}</p>
      <Form
        form={form}
        action={`${listAddress(list)}/edit`}
        draft={`service-list-${list.number}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(listAddress(list))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="version" value={version ?? String(list.version)} />
        <TextArea {...field(form, "documentName")} rows={2} maxlength={500} required />
        <TextField {...field(form, "documentNumber")} width="medium" maxlength={60} />
        <DateField {...field(form, "documentDate")} />
        <TextField {...field(form, "link")} exact maxlength={300} hint={t("registry.status.link.hint")} />
        <DateField {...field(form, "inForceFrom")} required />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function edit(c: Ctx) {
  const list = await draftOf(c)
  const form = await formOf(c)
  const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Record<Name, string>
  const { today } = c.var.view
  const input = {
    ...typed,
    number: list.number,
    version: Number(textOf(form, "version")),
    documentDate: typed.documentDate ? (understandPastDay(typed.documentDate, today) ?? typed.documentDate) : null,
    inForceFrom: typed.inForceFrom ? (understandDay(typed.inForceFrom, today) ?? typed.inForceFrom) : null,
  }
  const done = await attempt(act(c, describeList, input, textOf(form, "key")))
  if ("value" in done) return goTo(c, listAddress(list), "service_list.described")
  return editForm(c, typed, done.errors, textOf(form, "version"))
}

async function approval(c: Ctx, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const list = await draftOf(c)
  const count = (await entriesOf(services.db, list.number)).length
  const form: FormState<never> = { view, labels: {}, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("service_list.approve.title", { number: list.number })}
      crumbs={crumbsOf(view, list)}
      sub={[t("service.count", { count }), inForceSaid(view, list)].filter(Boolean).join(", ")}
    >
      <p>{t("service_list.approve.what")}</p>
      <Form
        form={form}
        action={`${listAddress(list)}/approval`}
        buttons={
          <>
            <Button kind="primary">{t("service_list.approve")}</Button>
            <LinkButton href={view.href(listAddress(list))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function approve(c: Ctx) {
  const list = await draftOf(c)
  const key = textOf(await formOf(c), "key")
  const done = await attempt(act(c, approveList, { number: list.number }, key))
  return "value" in done ? goTo(c, listAddress(list), "service_list.approved") : approval(c, done.errors)
}

async function removal(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const list = await draftOf(c)
  const count = (await entriesOf(services.db, list.number)).length
  return c.html(
    <Page view={view} narrow title={t("service_list.drop.title")} crumbs={crumbsOf(view, list)}>
      <Confirm
        view={view}
        action={`${listAddress(list)}/removal`}
        lost={[`${t("service_list.title", { number: list.number })}: ${t("service.count", { count })}`]}
        undo={t("service_list.drop.undo")}
        deed={t("service_list.drop")}
        back={listAddress(list)}
      />
    </Page>,
  )
}

/** A draft of the list: started, described, approved, thrown away. */
export function draftPages(app: Pages) {
  const one = "/services/lists/:number{[0-9]{1,9}}"
  app.post("/services/lists", async (c) => {
    const { number } = await act(c, draftList, {}, textOf(await formOf(c), "key"))
    return goTo(c, listAddress({ number }), "service_list.drafted")
  })
  app.get(`${one}/edit`, (c) => editForm(c))
  app.post(`${one}/edit`, edit)
  app.get(`${one}/approval`, (c) => approval(c))
  app.post(`${one}/approval`, approve)
  app.get(`${one}/removal`, removal)
  app.post(`${one}/removal`, async (c) => {
    await act(c, dropList, { number: Number(c.req.param("number")) }, textOf(await formOf(c), "key"))
    return goTo(c, "/services/lists", "service_list.dropped")
  })
}
