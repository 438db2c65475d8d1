import { termSaid } from "#modules/registry/public.ts"
import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { sayDay } from "#ui/when.ts"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { keptPerson } from "../person/person.pages.tsx"
import { addressOfPerson, idPath } from "../person/person.ts"
import { confirmedRoleOptions, confirmedRoleWord } from "./confirmed-role-words.ts"
import { endRole } from "./end-role.ts"
import { giveRole } from "./give-role.ts"

const names = ["role", "from", "until", "ground", "why"] as const
type Name = (typeof names)[number]
type Typed = Partial<Record<Name, string>>
type Errors = Record<string, Saying>

const labelsOf = ({ t }: View): Record<Name, string> => ({
  role: t("field.person.confirmedRole"),
  from: t("field.person.from"),
  until: t("field.person.until"),
  ground: t("field.person.ground"),
  why: t("field.person.endedWhy"),
})

const Buttons = ({ view, back, deed }: { view: View; back: string; deed: string }) => (
  <>
    <Button kind="primary">{deed}</Button>
    <LinkButton href={view.href(back)}>{view.t("registry.form.cancel")}</LinkButton>
  </>
)

async function newForm(c: Ctx, typed?: Typed, errors: Errors = {}) {
  const { view } = c.var
  const { t } = view
  const { person } = await keptPerson(c)
  const back = addressOfPerson(person.id)
  const values = typed ?? { from: sayDay(view.today, view.today, view.locale).exact }
  const form: FormState<Name> = { view, labels: labelsOf(view), values, errors }
  return c.html(
    <Page view={view} narrow title={t("confirmed_role.new")} crumbs={crumbsOf(view, person)}>
      <Form
        form={form}
        action={`${back}/roles`}
        buttons={<Buttons view={view} back={back} deed={t("confirmed_role.add")} />}
      >
        <RadioCards {...field(form, "role")} required choices={confirmedRoleOptions(t)} />
        <TextField {...field(form, "ground")} required maxlength={500} hint={t("skill.ground.hint")} />
        <DateField {...field(form, "from")} required />
        <DateField {...field(form, "until")} hint={t("skill.until.hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function typedOf(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Required<Typed>
  return { typed, key: textOf(form, "key") }
}

async function give(c: Ctx) {
  const { typed, key } = await typedOf(c)
  const { today } = c.var.view
  const id = c.req.param("id") ?? ""
  const input = {
    id,
    role: typed.role,
    ground: typed.ground,
    from: understandDay(typed.from, today) ?? typed.from,
    until: typed.until ? (understandDay(typed.until, today) ?? typed.until) : null,
  }
  const done = await attempt(act(c, giveRole, input, key))
  return "value" in done ? goTo(c, addressOfPerson(id), "confirmed_role.was_given") : newForm(c, typed, done.errors)
}

async function kept(c: Ctx) {
  const { person, roles } = await keptPerson(c)
  const one = roles.find(({ id }) => id === Number(c.req.param("role")))
  if (!one) throw notFound()
  return { person, one }
}

async function endForm(c: Ctx, typed: Typed = {}, errors: Errors = {}) {
  const { view } = c.var
  const { t } = view
  const { person, one } = await kept(c)
  const back = addressOfPerson(person.id)
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("confirmed_role.end.title")}
      crumbs={crumbsOf(view, person)}
      sub={[confirmedRoleWord(t, one.role), termSaid(view, one)].filter(Boolean).join(" · ")}
    >
      <p>{t("skill.end.about")}</p>
      <Form
        form={form}
        action={`${back}/roles/${one.id}/end`}
        buttons={<Buttons view={view} back={back} deed={t("skill.end")} />}
      >
        <DateField {...field(form, "until")} required />
        <TextField {...field(form, "why")} maxlength={500} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function end(c: Ctx) {
  const { typed, key } = await typedOf(c)
  const { person, one } = await kept(c)
  const until = understandPastDay(typed.until, c.var.view.today) ?? typed.until
  const done = await attempt(act(c, endRole, { id: person.id, role: one.id, until, why: typed.why }, key))
  if ("value" in done) return goTo(c, addressOfPerson(person.id), "confirmed_role.was_ended")
  return endForm(c, typed, done.errors)
}

/** Mentors, experts and assessors: confirmed and ended by those who keep their cards. */
export function confirmedRolePages(app: Pages) {
  const path = `/people/${idPath}/roles`
  const one = `${path}/:role{[0-9]{1,15}}`
  app.get(`${path}/new`, (c) => newForm(c))
  app.post(path, give)
  app.get(`${one}/end`, (c) => endForm(c))
  app.post(`${one}/end`, end)
}
