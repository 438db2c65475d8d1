import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { type Competence, competenceName } from "../competence/competence.ts"
import type { Person } from "../person/person.store.ts"
import { addressOfPerson } from "../person/person.ts"
import type { Skill } from "./skill.ts"
import { levelOptions, skillSaid } from "./skill-words.ts"

export const skillNames = ["competenceId", "level", "evidence", "link", "until", "ground"] as const
type Name = (typeof skillNames)[number]

const labelsOf = ({ t }: View): Record<Name, string> => ({
  competenceId: t("field.person.competence"),
  level: t("field.person.level"),
  evidence: t("field.person.evidence"),
  link: t("field.person.link"),
  until: t("field.person.until"),
  ground: t("field.person.ground"),
})

type FormProps = {
  view: View
  person: Person
  typed: Partial<Record<Name, string>>
  errors: Record<string, Saying>
}

const Buttons = ({ view, person, deed }: { view: View; person: Person; deed: string }) => (
  <>
    <Button kind="primary">{deed}</Button>
    <LinkButton href={view.href(addressOfPerson(person.id))}>{view.t("registry.form.cancel")}</LinkButton>
  </>
)

/** A competence that a person has; confirmed at once when its ground is written. `own`: said of oneself. */
export function SkillForm(props: FormProps & { offered: Competence[]; own: boolean }) {
  const { view, person, typed, errors, offered, own } = props
  const { t } = view
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page view={view} narrow title={t("skill.new")} crumbs={crumbsOf(view, person)}>
      {own && <p>{t("skill.new.own")}</p>}
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/competences`}
        buttons={<Buttons view={view} person={person} deed={t("skill.add")} />}
      >
        <SelectField
          {...field(form, "competenceId")}
          required
          empty={t("skill.competence.empty")}
          options={offered.map((one) => ({ value: String(one.id), label: competenceName(one, view.locale) }))}
        />
        <RadioCards {...field(form, "level")} required choices={levelOptions(t)} />
        <TextArea {...field(form, "evidence")} rows={3} maxlength={2000} hint={t("skill.evidence.hint")} />
        <TextField {...field(form, "link")} type="url" maxlength={300} hint={t("skill.link.hint")} />
        <DateField {...field(form, "until")} hint={t("skill.until.hint")} />
        {!own && <TextField {...field(form, "ground")} maxlength={500} hint={t("skill.ground.hint_new")} />}
      </Form>
    </Page>
  )
}

/** That a competence is confirmed: at what level, on what ground, until when. */
export function ConfirmationForm({ view, person, typed, errors, skill }: FormProps & { skill: Skill }) {
  const { t } = view
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page
      view={view}
      narrow
      title={t("skill.confirm.title")}
      crumbs={crumbsOf(view, person)}
      sub={[skillSaid(view, skill), skill.evidence].filter(Boolean).join(" · ")}
    >
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/competences/${skill.id}/confirmation`}
        buttons={<Buttons view={view} person={person} deed={t("skill.confirm")} />}
      >
        <RadioCards {...field(form, "level")} required choices={levelOptions(t)} />
        <TextField {...field(form, "ground")} required maxlength={500} hint={t("skill.ground.hint")} />
        <DateField {...field(form, "until")} hint={t("skill.until.hint")} />
      </Form>
    </Page>
  )
}

/** That a person does not do it any more, or never did. */
export function SkillEndForm(props: Omit<FormProps, "typed"> & { skill: Skill; why: string }) {
  const { view, person, errors, skill, why } = props
  const { t } = view
  const form = { view, labels: { why: t("field.person.endedWhy") }, values: { why }, errors }
  return (
    <Page view={view} narrow title={t("skill.end.title")} crumbs={crumbsOf(view, person)} sub={skillSaid(view, skill)}>
      <p>{t("skill.end.about")}</p>
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/competences/${skill.id}/end`}
        buttons={<Buttons view={view} person={person} deed={t("skill.end")} />}
      >
        <TextField {...field(form, "why")} maxlength={500} />
      </Form>
    </Page>
  )
}
