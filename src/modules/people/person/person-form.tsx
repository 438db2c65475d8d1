import { AlikeFoundNotice, type Territory, territoryOptions } from "#modules/registry/public.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { AlikePeopleRows } from "../duplicate/alike-people-card.tsx"
import type { AlikePerson } from "../duplicate/find-alike-people.ts"
import type { Person } from "./person.store.ts"
import { addressOfPerson, fullName } from "./person.ts"
import { type FieldName, labelsOf } from "./person-words.ts"

type PersonFormProps = {
  view: View
  territories: Territory[]
  /** The card being edited; none when a new one is written. */
  person?: Person
  values?: FormState<FieldName>["values"]
  errors?: Record<string, Saying>
  /** People like the new one, whom whoever adds it is shown before it is added. */
  alike?: AlikePerson[]
}

/** A new person, or a known one to be changed. */
export function PersonForm({ view, territories, person, values, errors, alike = [] }: PersonFormProps) {
  const { t } = view
  const form: FormState<FieldName> = { view, labels: labelsOf(view), values: values ?? {}, errors: errors ?? {} }
  const back = person ? addressOfPerson(person.id) : "/people"
  const crumbs = [{ href: "/people", label: t("people.person.list") }]
  if (person) crumbs.push({ href: back, label: fullName(person) })
  return (
    <Page view={view} narrow title={t(person ? "people.person.edit.title" : "people.person.new")} crumbs={crumbs}>
      <p>{t("people.person.form.about")}</p>
      <Form
        form={form}
        action={back}
        buttons={
          <>
            <Button kind="primary">
              {t(person ? "registry.form.save" : alike.length ? "registry.alike.add_anyway" : "people.person.add")}
            </Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        {person && <input type="hidden" name="version" value={String(person.version)} />}
        {alike.length > 0 && (
          <AlikeFoundNotice view={view} ids={alike.map(({ shown }) => shown.person.id)}>
            <AlikePeopleRows view={view} alike={alike} />
          </AlikeFoundNotice>
        )}
        <TextField {...field(form, "familyName")} required maxlength={100} autocomplete="off" />
        <TextField {...field(form, "givenName")} maxlength={100} autocomplete="off" />
        <TextField {...field(form, "patronymic")} maxlength={100} autocomplete="off" />
        <DateField {...field(form, "birthOn")} hint={t("people.person.birth.hint")} />
        <SelectField
          {...field(form, "territoryId")}
          options={territoryOptions(territories)}
          empty={t("people.person.territory.none")}
          hint={t("people.person.territory.hint")}
        />
        <FieldGroup legend={t("people.person.contacts")} hint={t("people.person.contacts.hint")}>
          <TextField {...field(form, "phone")} type="tel" maxlength={120} autocomplete="off" />
          <TextField {...field(form, "email")} type="email" maxlength={200} autocomplete="off" />
          <TextArea {...field(form, "address")} rows={2} maxlength={500} />
        </FieldGroup>
        <TextArea {...field(form, "note")} rows={3} maxlength={2000} hint={t("people.person.note.hint")} />
      </Form>
    </Page>
  )
}
