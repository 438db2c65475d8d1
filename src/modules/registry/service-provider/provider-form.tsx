import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CheckboxCards, RadioCards } from "#ui/choice.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { territoryOptions } from "../party/party-words.ts"
import type { Entry } from "../service-list/service-list.ts"
import type { Territory } from "../territory/territory.ts"
import { priceWord, targetWord } from "./provider-words.ts"
import { prices, targets } from "./service-provider.ts"

export const providerNames = [
  "organisation",
  "serviceId",
  "territoryId",
  "price",
  "priceNote",
  "howToGet",
  "phone",
  "address",
  "capacity",
  "from",
  "until",
  "proof",
  "link",
] as const
export type ProviderField = (typeof providerNames)[number]

const labelsOf = ({ t }: View) => ({
  organisation: t("provider.organisation"),
  serviceId: t("field.party.service"),
  territoryId: t("field.party.serviceTerritory"),
  targets: t("field.party.serviceTargets"),
  price: t("field.party.servicePrice"),
  priceNote: t("provider.price_note"),
  howToGet: t("field.party.serviceHow"),
  phone: t("field.party.servicePhone"),
  address: t("field.party.serviceAddress"),
  capacity: t("field.party.serviceCapacity"),
  from: t("field.party.serviceFrom"),
  until: t("field.party.serviceUntil"),
  proof: t("field.party.serviceProof"),
  link: t("registry.status.link"),
})

type ProviderFormProps = {
  view: View
  title: string
  action: string
  back: string
  crumbs: { href: string; label: string }[]
  /** Services to choose from; none where the service is given already. */
  services: Pick<Entry, "id" | "code" | "name">[]
  territories: Territory[]
  typed: Partial<Record<ProviderField, string>>
  chosen: string[]
  version?: string
  errors: Record<string, Saying>
}

/** How an organisation provides a service. */
export function ProviderForm(props: ProviderFormProps) {
  const { view, services, territories, typed, chosen, errors, version } = props
  const { t } = view
  const form: FormState<ProviderField | "targets"> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page view={view} narrow title={props.title} crumbs={props.crumbs}>
      <Form
        form={form}
        action={props.action}
        draft={`provider-${props.action}`}
        buttons={
          <>
            <Button kind="primary">{t(version ? "registry.form.save" : "provider.add")}</Button>
            <LinkButton href={view.href(props.back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        {version ? (
          <input type="hidden" name="version" value={version} />
        ) : (
          <>
            <TextField
              {...field(form, "organisation")}
              required
              maxlength={500}
              hint={t("provider.organisation.hint")}
            />
            <SelectField
              {...field(form, "serviceId")}
              required
              empty={t("provider.service.empty")}
              options={services.map(({ id, code, name }) => ({ value: String(id), label: `${code}. ${name}` }))}
            />
          </>
        )}
        <CheckboxCards
          {...field(form, "targets")}
          required
          values={chosen}
          choices={targets.map((target) => ({ value: target, label: targetWord(t, target) }))}
        />
        <SelectField
          {...field(form, "territoryId")}
          empty={t("provider.everywhere")}
          options={territoryOptions(territories)}
        />
        <RadioCards
          {...field(form, "price")}
          required
          choices={prices.map((price) => ({ value: price, label: priceWord(t, price) }))}
        />
        <TextField {...field(form, "priceNote")} maxlength={300} hint={t("provider.price_note.hint")} />
        <TextArea {...field(form, "howToGet")} rows={3} maxlength={1000} hint={t("provider.how.hint")} />
        <TextField {...field(form, "phone")} type="tel" width="medium" maxlength={120} hint={t("provider.open.hint")} />
        <TextField {...field(form, "address")} maxlength={300} hint={t("provider.open.hint")} />
        <TextField {...field(form, "capacity")} maxlength={200} hint={t("provider.capacity.hint")} />
        <DateField {...field(form, "from")} required />
        <DateField {...field(form, "until")} hint={t("provider.until.hint")} />
        <TextArea {...field(form, "proof")} rows={2} maxlength={500} required hint={t("provider.proof.hint")} />
        <TextField {...field(form, "link")} exact maxlength={300} hint={t("registry.status.link.hint")} />
      </Form>
    </Page>
  )
}
