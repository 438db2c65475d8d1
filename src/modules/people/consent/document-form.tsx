import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Checkbox, CheckboxCards } from "#ui/choice.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import type { Guardian } from "../guardian/guardian.ts"
import { publishable } from "../person/fields.ts"
import type { Person } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import type { ConsentKind } from "./consent.ts"
import type { ConsentText, Operator } from "./consent-text.store.ts"
import { fieldWord, wordsOf } from "./consent-words.ts"

export type TypedConsent = { fields: string[]; until: string; conditions: string; signer: string }
export type DocumentProps = {
  view: View
  kind: ConsentKind
  text: ConsentText
  operator: Operator
  person: Person
  guardian: Guardian | undefined
  /** Where it is posted, and where «Отмена» leads; without the prefix of the language. */
  action: string
  back: string
  typed?: TypedConsent | undefined
  errors?: Record<string, Saying>
}

/** One consent as a document of its own: its words, what is decided, and a tick that nobody has made beforehand. */
export function DocumentForm(props: DocumentProps) {
  const { view, kind, text, operator, person, guardian, action, back, typed, errors = {} } = props
  const { t } = view
  const form = {
    view,
    labels: {
      signer: t("field.person.signer"),
      fields: t("consent.fields"),
      conditions: t("consent.conditions"),
      until: t("consent.until"),
      agreed: t("consent.agree"),
    },
    values: {
      signer: typed?.signer ?? guardian?.name ?? "",
      conditions: typed?.conditions ?? "",
      until: typed?.until ?? "",
      agreed: "",
    },
    errors,
  }
  const said = {
    signer: guardian ? typed?.signer || guardian.name : fullName(person),
    relation: guardian?.relation ?? "",
    reach: [person.phone, person.email].filter(Boolean).join(", "),
    conditions: t("consent.as_below"),
  }
  const words = wordsOf(view, text, { operator, person }, said)
  const shown = words.map((part) => part.replaceAll("_".repeat(24), t("consent.as_below")))
  return (
    <>
      <Card title={t("consent.document", { version: text.version })}>
        {shown.map((part) => (
          <p>{part}</p>
        ))}
      </Card>
      <Form
        form={form}
        action={action}
        buttons={
          <>
            <Button kind="primary">{t(`consent.give.${kind}`)}</Button>
            <LinkButton href={view.href(back)}>{t("consent.not_now")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="textId" value={String(text.id)} />
        {guardian && <TextField {...field(form, "signer")} required maxlength={200} autocomplete="name" />}
        {kind === "publication" && (
          <>
            <CheckboxCards
              {...field(form, "fields")}
              hint={t("consent.fields.hint")}
              values={typed?.fields ?? []}
              choices={publishable.map((one) => ({ value: one, label: fieldWord(view, one) }))}
            />
            <TextArea {...field(form, "conditions")} rows={2} maxlength={1000} hint={t("consent.conditions.hint")} />
          </>
        )}
        <DateField {...field(form, "until")} hint={t("consent.until.hint")} />
        <Checkbox {...field(form, "agreed")} required />
      </Form>
    </>
  )
}
