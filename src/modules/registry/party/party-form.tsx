import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { SelectField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { type Crumb, Page } from "#ui/frame.tsx"
import { AlikeRows } from "../duplicate/alike-card.tsx"
import type { Alike } from "../duplicate/find-alike.ts"
import { AlikeFoundNotice } from "../duplicate/found-notice.tsx"
import type { Territory } from "../territory/territory.ts"
import type { Party } from "./party.store.ts"
import { addressOf, home, type Nature } from "./party.ts"
import { type FieldName, formOptions, kindOptions, labelsOf, territoryOptions } from "./party-words.ts"

type PartyFormProps = {
  view: View
  nature: Nature
  territories: Territory[]
  /** The card being edited; none when a new one is written. */
  party?: Party
  values?: FormState<FieldName>["values"]
  errors?: Record<string, Saying>
  /** Cards like the new one, which whoever adds it is shown before it is added. */
  alike?: Alike[]
}

/** A new card, or an old one to be changed. */
export function PartyForm({ view, nature, territories, party, values, errors, alike = [] }: PartyFormProps) {
  const { t } = view
  const form: FormState<FieldName> = { view, labels: labelsOf(view), values: values ?? {}, errors: errors ?? {} }
  const back = party ? addressOf(party) : home[nature]
  const crumbs: Crumb[] = [{ href: home[nature], label: t(`registry.${nature}.list`) }]
  if (party) crumbs.push({ href: back, label: party.shortName || party.name })
  return (
    <Page view={view} narrow title={t(party ? "registry.party.edit.title" : `registry.${nature}.new`)} crumbs={crumbs}>
      <Form
        form={form}
        action={back}
        draft={party ? `party-${party.id}` : `party-new-${nature}`}
        buttons={
          <>
            <Button kind="primary">
              {t(party ? "registry.form.save" : alike.length ? "registry.alike.add_anyway" : `registry.${nature}.add`)}
            </Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        {party && <input type="hidden" name="version" value={String(party.version)} />}
        {alike.length > 0 && (
          <AlikeFoundNotice view={view} ids={alike.map((one) => one.party.id)}>
            <AlikeRows view={view} alike={alike} />
          </AlikeFoundNotice>
        )}
        <TextArea {...field(form, "name")} rows={2} maxlength={500} required hint={t("registry.party.name.hint")} />
        <TextField {...field(form, "shortName")} maxlength={120} hint={t("registry.party.short_name.hint")} />
        <SelectField
          {...field(form, "kind")}
          required
          options={kindOptions(t)}
          empty={t("registry.party.kind.empty")}
        />
        <SelectField
          {...field(form, "territoryId")}
          options={territoryOptions(territories)}
          empty={t("registry.party.territory.empty")}
        />
        <TextField {...field(form, "site")} exact maxlength={300} />
        <FieldGroup legend={t("registry.party.registered")} hint={t("registry.party.registered.hint")}>
          <SelectField
            {...field(form, "legalForm")}
            options={formOptions(t)}
            empty={t("registry.party.legal_form.empty")}
          />
          <TextField
            {...field(form, "inn")}
            inputmode="numeric"
            width="medium"
            exact
            maxlength={40}
            hint={t("registry.party.inn.hint")}
          />
          <TextField {...field(form, "kpp")} width="medium" exact maxlength={40} hint={t("registry.party.kpp.hint")} />
          <TextField {...field(form, "ogrn")} inputmode="numeric" width="medium" exact maxlength={40} />
        </FieldGroup>
        <FieldGroup legend={t("registry.party.contacts")} hint={t("registry.party.contacts.hint")}>
          <TextArea {...field(form, "letterTo")} rows={2} hint={t("registry.party.letter_to.hint")} />
          <TextArea {...field(form, "postalAddress")} rows={2} />
          <TextField {...field(form, "email")} type="email" maxlength={200} />
          <TextField
            {...field(form, "headEmail")}
            type="email"
            maxlength={200}
            hint={t("registry.party.head_email.hint")}
          />
          <TextField {...field(form, "phone")} type="tel" maxlength={120} />
        </FieldGroup>
      </Form>
    </Page>
  )
}
