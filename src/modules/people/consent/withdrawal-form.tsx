import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import type { Consent } from "./consent.ts"
import { consentTitle } from "./consent-words.ts"

type Props = {
  view: View
  consent: Consent
  action: string
  back: string
  why?: string
  errors?: Record<string, Saying>
}

/** The question before a consent is taken back: what follows at once, and why if one wants to say it. */
export function WithdrawalForm({ view, consent, action, back, why = "", errors = {} }: Props) {
  const { t } = view
  const form = { view, labels: { why: t("field.person.endedWhy") }, values: { why }, errors }
  const what = consent.kind !== "publication" ? "processing" : consent.field === "name" ? "name" : "field"
  return (
    <>
      <Notice tone="warn" title={consentTitle(view, consent)}>
        <p>{t(`consent.withdraw.follows.${what}`)}</p>
      </Notice>
      <Form
        form={form}
        action={action}
        buttons={
          <>
            <Button kind="danger">{t("consent.withdraw.deed")}</Button>
            <LinkButton href={view.href(back)}>{t("ui.confirm.back")}</LinkButton>
          </>
        }
      >
        <TextField {...field(form, "why")} maxlength={500} hint={t("consent.withdraw.why_hint")} />
      </Form>
    </>
  )
}
