import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { Party } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import type { PartyStatus } from "./status.store.ts"
import { statusOptions, statusWord, termSaid } from "./status-words.ts"

const labelsOf = ({ t }: View) => ({
  kind: t("field.party.status"),
  from: t("field.party.statusFrom"),
  until: t("field.party.statusUntil"),
  proof: t("field.party.statusProof"),
  link: t("registry.status.link"),
  institutionId: t("field.party.statusInstitution"),
  why: t("field.party.statusWhy"),
})
type Name = keyof ReturnType<typeof labelsOf>

type FormProps = {
  view: View
  party: Party
  typed: NonNullable<FormState<Name>["values"]>
  errors: Record<string, Saying>
}

export const crumbsOf = ({ t }: View, party: Party) => [
  { href: "/organisations", label: t("registry.organisation.list") },
  { href: addressOf(party), label: party.shortName || party.name },
]

/** A new status. @param institutions names to suggest for the school, college or university of a unit */
export function StatusForm({ view, party, typed, errors, institutions }: FormProps & { institutions: string[] }) {
  const { t } = view
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page view={view} narrow title={t("registry.status.new")} crumbs={crumbsOf(view, party)}>
      <p>{t("registry.status.about")}</p>
      <Form
        form={form}
        action={`${addressOf(party)}/statuses`}
        draft={`status-new-${party.id}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.status.add")}</Button>
            <LinkButton href={view.href(addressOf(party))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <SelectField
          {...field(form, "kind")}
          required
          empty={t("registry.status.kind.empty")}
          options={statusOptions(t)}
        />
        <TextArea {...field(form, "proof")} rows={2} maxlength={500} required hint={t("registry.status.proof.hint")} />
        <TextField {...field(form, "link")} exact maxlength={300} hint={t("registry.status.link.hint")} />
        <DateField {...field(form, "from")} hint={t("registry.status.from.hint")} />
        <DateField {...field(form, "until")} hint={t("registry.status.until.hint")} />
        <TextField
          {...field(form, "institutionId")}
          maxlength={500}
          hint={t("registry.status.institution.hint")}
          suggestions={institutions}
        />
      </Form>
    </Page>
  )
}

/** When and why a status ended. */
export function EndForm({ view, party, status, typed, errors }: FormProps & { status: PartyStatus }) {
  const { t } = view
  const form: FormState<Name> = { view, labels: labelsOf(view), values: typed, errors }
  return (
    <Page
      view={view}
      narrow
      title={t("registry.status.end.title", { status: statusWord(t, status.kind) })}
      crumbs={crumbsOf(view, party)}
      sub={[termSaid(view, status), status.proof].filter(Boolean).join(" · ")}
    >
      <p>{t("registry.status.end.about")}</p>
      <Form
        form={form}
        action={`${addressOf(party)}/statuses/${status.id}/end`}
        buttons={
          <>
            <Button kind="primary">{t("registry.status.end.deed")}</Button>
            <LinkButton href={view.href(addressOf(party))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <DateField {...field(form, "until")} required />
        <TextArea {...field(form, "why")} rows={2} maxlength={500} required hint={t("registry.status.why.hint")} />
      </Form>
    </Page>
  )
}
