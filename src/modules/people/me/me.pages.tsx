import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty } from "#ui/list.tsx"
import { type Person, personOfUser } from "../person/person.store.ts"
import { addressOfPerson } from "../person/person.ts"
import { labelsOf } from "../person/person-words.ts"
import { editOwn } from "./edit-own.ts"

const names = ["familyName", "givenName", "patronymic", "phone", "email", "address"] as const
type Name = (typeof names)[number]

/** The card of whoever is signed in; undefined when there is none. */
const own = (c: Ctx): Promise<Person | undefined> => {
  const { actor, services } = c.var
  if (!signedIn(actor)) throw notAllowed()
  return personOfUser(services.db, actor.userId)
}

async function me(c: Ctx) {
  const { view } = c.var
  const { t } = view
  const person = await own(c)
  if (person) return c.redirect(view.href(addressOfPerson(person.id)), 303)
  return c.html(
    <Page view={view} narrow title={t("people.me.menu")}>
      <Empty title={t("people.me.none")} why={t("people.me.none.why")}>
        <LinkButton href={view.href("/claim")}>{t("people.claim.code.title")}</LinkButton>
      </Empty>
    </Page>,
  )
}

async function draw(c: Ctx, typed?: FormState<Name>["values"], errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const person = await own(c)
  if (!person) throw notFound()
  const { familyName, givenName, patronymic, phone, email, address } = person
  const stored = { familyName, givenName, patronymic, phone, email, address }
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed ?? stored, errors }
  const back = addressOfPerson(person.id)
  return c.html(
    <Page view={view} narrow title={t("people.me.edit")} crumbs={[{ href: back, label: t("people.me.menu") }]}>
      <p>{t("people.me.edit.about")}</p>
      <Form
        form={form}
        action="/me/edit"
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="version" value={String(person.version)} />
        <TextField {...field(form, "familyName")} required maxlength={100} autocomplete="family-name" />
        <TextField {...field(form, "givenName")} maxlength={100} autocomplete="given-name" />
        <TextField {...field(form, "patronymic")} maxlength={100} autocomplete="additional-name" />
        <TextField {...field(form, "phone")} type="tel" maxlength={120} autocomplete="tel" />
        <TextField {...field(form, "email")} type="email" maxlength={200} autocomplete="email" />
        <TextArea {...field(form, "address")} rows={2} maxlength={500} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function edit(c: Ctx) {
  const person = await own(c)
  if (!person) throw notFound()
  const form = await formOf(c)
  const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Record<Name, string>
  const version = Number(textOf(form, "version"))
  const done = await attempt(act(c, editOwn, { ...typed, version }, textOf(form, "key")))
  if ("errors" in done) return draw(c, typed, done.errors)
  return goTo(c, addressOfPerson(person.id), "people.person.was_saved")
}

/** «Моя карточка»: one's own card and what one changes of it. */
export function mePages(app: Pages) {
  app.get("/me", me)
  app.get("/me/edit", (c) => draw(c))
  app.post("/me/edit", edit)
}
