import { addressOf, type OpenParty, termSaid } from "#modules/registry/public.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, SelectField, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { Person } from "../person/person.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import type { Affiliation } from "./affiliation.ts"
import { roleOptions, roleWord } from "./affiliation-words.ts"

const labelsOf = ({ t }: View) => ({
  partyId: t("field.person.party"),
  role: t("field.person.role"),
  post: t("field.person.post"),
  from: t("field.person.from"),
  until: t("field.person.until"),
  why: t("field.person.endedWhy"),
})
type Name = keyof ReturnType<typeof labelsOf>

type FormProps = {
  view: View
  person: Person
  typed: NonNullable<FormState<Name>["values"]>
  errors: Record<string, Saying>
}

export const crumbsOf = ({ t }: View, person: Person) => [
  { href: "/people", label: t("people.person.list") },
  { href: addressOfPerson(person.id), label: fullName(person) },
]

/** Where somebody belongs. @param parties names to suggest for the organisation or the body */
export function AffiliationForm({ view, person, typed, errors, parties }: FormProps & { parties: string[] }) {
  const { t } = view
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page view={view} narrow title={t("people.affiliation.new")} crumbs={crumbsOf(view, person)}>
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/affiliations`}
        buttons={
          <>
            <Button kind="primary">{t("people.affiliation.add")}</Button>
            <LinkButton href={view.href(addressOfPerson(person.id))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextField
          {...field(form, "partyId")}
          required
          maxlength={500}
          suggestions={parties}
          hint={t("people.affiliation.party.hint")}
        />
        <SelectField
          {...field(form, "role")}
          required
          empty={t("people.affiliation.role.empty")}
          options={roleOptions(t)}
        />
        <TextField {...field(form, "post")} maxlength={200} hint={t("people.affiliation.post.hint")} />
        <DateField {...field(form, "from")} />
        <DateField {...field(form, "until")} hint={t("people.affiliation.until.hint")} />
      </Form>
    </Page>
  )
}

type EndProps = FormProps & { one: Affiliation; party: OpenParty }

/** Since when somebody is not there any more, and why. */
export function EndForm({ view, person, typed, errors, one, party }: EndProps) {
  const { t } = view
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page
      view={view}
      narrow
      title={t("people.affiliation.end.title")}
      crumbs={crumbsOf(view, person)}
      sub={[party.name, one.post || roleWord(t, one.role), termSaid(view, one)].filter(Boolean).join(" · ")}
    >
      <p>
        {t("people.affiliation.end.about")} <a href={view.href(addressOf(party))}>{party.name}</a>
      </p>
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/affiliations/${one.id}/end`}
        buttons={
          <>
            <Button kind="primary">{t("people.affiliation.end.deed")}</Button>
            <LinkButton href={view.href(addressOfPerson(person.id))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <DateField {...field(form, "until")} required />
        <TextField {...field(form, "why")} maxlength={500} />
      </Form>
    </Page>
  )
}
