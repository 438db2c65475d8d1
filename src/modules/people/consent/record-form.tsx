import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CheckboxCards, RadioCards } from "#ui/choice.tsx"
import { DateField, FileField, SelectField, TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { publishable } from "../person/fields.ts"
import { type ConsentKind, consentKinds } from "./consent.ts"
import { fieldWord, kindWord } from "./consent-words.ts"
import type { Signer } from "./load-signers.ts"

export type TypedRecord = {
  kind: string
  guardian: string
  fields: string[]
  channel: string
  givenOn: string
  until: string
  conditions: string
}
type Props = {
  view: View
  here: string
  signers: Signer[]
  /** Kinds that can be given at this age. */
  kinds: ConsentKind[]
  typed: TypedRecord
  errors: Record<string, Saying>
}

/** For the staff: a consent that came on paper or was said in person. */
export function RecordForm({ view, here, signers, kinds, typed, errors }: Props) {
  const { t } = view
  const form = {
    view,
    labels: {
      kind: t("consent.kind"),
      guardian: t("guardian.one"),
      fields: t("consent.fields"),
      channel: t("consent.channel"),
      givenOn: t("consent.given_on"),
      until: t("consent.until"),
      conditions: t("consent.conditions"),
      files: t("consent.scan"),
    },
    values: typed as Omit<TypedRecord, "fields">,
    errors,
  }
  const guardians = signers.flatMap(({ guardian }) => guardian ?? [])
  const publishes = kinds.includes("publication")
  return (
    <Form
      form={form}
      action={`${here}/record`}
      files
      buttons={
        <>
          <Button kind="primary">{t("consent.record.deed")}</Button>
          <LinkButton href={view.href(here)}>{t("registry.form.cancel")}</LinkButton>
        </>
      }
    >
      <RadioCards
        {...field(form, "kind")}
        required
        choices={consentKinds
          .filter((kind) => kinds.includes(kind))
          .map((kind) => ({ value: kind, label: kindWord(view, kind) }))}
      />
      {kinds.includes("guardian") && (
        <SelectField
          {...field(form, "guardian")}
          hint={t("consent.guardian.hint")}
          empty={t("consent.guardian.empty")}
          options={guardians.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
      {publishes && (
        <CheckboxCards
          {...field(form, "fields")}
          hint={t("consent.record.fields_hint")}
          values={typed.fields}
          choices={publishable.map((one) => ({ value: one, label: fieldWord(view, one) }))}
        />
      )}
      {publishes && <TextArea {...field(form, "conditions")} rows={2} maxlength={1000} />}
      <RadioCards
        {...field(form, "channel")}
        required
        inline
        choices={(["paper", "in_person"] as const).map((one) => ({
          value: one,
          label: t(`value.person.channel.${one}`),
        }))}
      />
      <FileField {...field(form, "files")} hint={t("consent.scan.hint")} accept=".pdf,.jpg,.jpeg,.png" multiple />
      <DateField {...field(form, "givenOn")} required />
      <DateField {...field(form, "until")} hint={t("consent.until.hint")} />
    </Form>
  )
}
