import { signedIn } from "#platform/actor.ts"
import type { Saying } from "#platform/refusal.ts"
import { PasswordField } from "#platform/session/password/password.field.tsx"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { Claim } from "./claim.ts"

type ClaimPageProps = {
  view: View
  token: string
  claim: Claim
  /** Whose card it is. */
  name: string
  /** The account that is signed in has a card already. */
  taken: boolean
  values: { name: string; email?: string }
  errors: Record<string, Saying>
}

/** What a link offers: a new account for this card, or one button for somebody who has signed in. */
export function ClaimPage({ view, token, claim, name, taken, values, errors }: ClaimPageProps) {
  const { t, actor } = view
  const action = `/claim/${token}`
  const form = {
    view,
    labels: { name: t("people.claim.account_name"), email: t("session.email"), password: t("session.password") },
    values: { ...values, email: claim.email || values.email },
    errors,
  }
  const known = signedIn(actor)
  return (
    <Page view={view} narrow title={t("people.claim.title")} state={t("people.claim.whose", { name })}>
      <p>{t("people.claim.what")}</p>
      {known && taken && <p>{t("people.claim.account_taken")}</p>}
      {known && !taken && (
        <Form
          form={{ view, labels: {}, errors }}
          action={action}
          reload
          buttons={<Button kind="primary">{t("people.claim.as", { name: actor.name })}</Button>}
        />
      )}
      {!known && (
        <>
          <Form
            form={form}
            action={action}
            reload
            buttons={<Button kind="primary">{t("people.claim.open_account")}</Button>}
          >
            <TextField {...field(form, "name")} autocomplete="name" maxlength={200} required />
            {claim.email ? (
              <p>{t("session.welcome.email_is", { email: claim.email })}</p>
            ) : (
              <TextField
                {...field(form, "email")}
                type="email"
                autocomplete="username"
                maxlength={254}
                required
                exact
              />
            )}
            <PasswordField {...field(form, "password")} required />
          </Form>
          <p>
            {t("session.welcome.have_account")}{" "}
            <a href={view.href(`/sign-in?next=${encodeURIComponent(action)}`)}>{t("session.sign_in.title")}</a>
          </p>
        </>
      )}
    </Page>
  )
}

/** `/claim`: the short address of printed letters. */
export function CodePage({ view, code = "", error }: { view: View; code?: string; error?: Saying }) {
  const { t } = view
  const form = {
    view,
    labels: { code: t("people.claim.code") },
    values: { code },
    errors: error ? { code: error } : {},
  }
  return (
    <Page view={view} narrow title={t("people.claim.code.title")} state={t("people.claim.code.what")}>
      <Form form={form} action="/claim" buttons={<Button kind="primary">{t("people.claim.code.open")}</Button>}>
        <TextField
          {...field(form, "code")}
          required
          exact
          width="medium"
          autocomplete="off"
          hint={t("people.claim.code.hint")}
        />
      </Form>
    </Page>
  )
}
