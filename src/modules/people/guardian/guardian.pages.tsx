import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { relationWord } from "../consent/consent-words.ts"
import { consentsPath } from "../consent/load-consents.ts"
import { keptPerson } from "../person/person.pages.tsx"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { guardianOf } from "./guardian.store.ts"
import { relations } from "./guardian.ts"
import { addGuardian, editGuardian, removeGuardian } from "./keep-guardian.ts"

const names = ["name", "relation", "phone", "email"] as const
type Typed = Partial<Record<(typeof names)[number], string>>
type Errors = Record<string, Saying>

async function load(c: Ctx) {
  const { person } = await keptPerson(c)
  const given = c.req.param("guardian")
  const guardian = given ? await guardianOf(c.var.services.db, person.id, Number(given)) : undefined
  if (given && !guardian) throw notFound()
  const path = `${addressOfPerson(person.id)}/guardians`
  const crumbs = [
    { href: addressOfPerson(person.id), label: fullName(person) },
    { href: consentsPath(person.id), label: c.var.view.t("consent.list") },
  ]
  return { person, guardian, crumbs, action: guardian ? `${path}/${guardian.id}` : path }
}

async function form(c: Ctx, typed?: Typed, errors: Errors = {}) {
  const { view } = c.var
  const { t } = view
  const { person, guardian, crumbs, action } = await load(c)
  const labels = {
    name: t("field.person.guardianName"),
    relation: t("field.person.relation"),
    phone: t("field.person.phone"),
    email: t("field.person.email"),
  }
  const state = { view, labels, values: typed ?? guardian ?? {}, errors }
  return c.html(
    <Page view={view} narrow title={t(guardian ? "guardian.edit" : "guardian.add")} crumbs={crumbs}>
      <p>{t("guardian.what")}</p>
      <Form
        form={state}
        action={action}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(consentsPath(person.id))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextField {...field(state, "name")} required maxlength={200} autocomplete="off" />
        <SelectField
          {...field(state, "relation")}
          required
          empty={t("guardian.relation.empty")}
          options={relations.map((value) => ({ value, label: relationWord(view, value) }))}
        />
        <TextField {...field(state, "phone")} type="tel" maxlength={120} autocomplete="off" />
        <TextField
          {...field(state, "email")}
          type="email"
          maxlength={200}
          autocomplete="off"
          hint={t("guardian.email.hint")}
        />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const given = await formOf(c)
  const typed: Typed = Object.fromEntries(names.map((name) => [name, textOf(given, name)]))
  const id = c.req.param("id") ?? ""
  const guardian = c.req.param("guardian")
  const key = textOf(given, "key")
  const done = await attempt(
    guardian ? act(c, editGuardian, { ...typed, id, guardian }, key) : act(c, addGuardian, { ...typed, id }, key),
  )
  return "value" in done ? goTo(c, consentsPath(id), "guardian.was_saved") : form(c, typed, done.errors)
}

async function removal(c: Ctx) {
  const { view } = c.var
  const { person, guardian, crumbs, action } = await load(c)
  return c.html(
    <Page view={view} narrow title={view.t("guardian.remove.title")} crumbs={crumbs}>
      <Notice tone="info">
        <p>{view.t("guardian.remove.stays")}</p>
      </Notice>
      <Confirm
        view={view}
        action={`${action}/removal`}
        lost={[[guardian!.name, guardian!.phone, guardian!.email].filter(Boolean).join(", ")]}
        undo={view.t("guardian.remove.undo")}
        deed={view.t("registry.status.remove.deed")}
        back={consentsPath(person.id)}
      />
    </Page>,
  )
}

async function remove(c: Ctx) {
  const { person, guardian } = await load(c)
  await act(c, removeGuardian, { id: person.id, guardian: guardian!.id }, textOf(await formOf(c), "key"))
  return goTo(c, consentsPath(person.id), "guardian.was_removed")
}

/** Parents and guardians of a person under 18, kept by the staff. */
export function guardianPages(app: Pages) {
  const path = `/people/${idPath}/guardians`
  const one = `${path}/:guardian{[0-9]{1,15}}`
  app.get(`${path}/new`, (c) => form(c))
  app.post(path, save)
  app.get(`${one}/edit`, (c) => form(c))
  app.post(one, save)
  app.get(`${one}/removal`, removal)
  app.post(`${one}/removal`, remove)
}
