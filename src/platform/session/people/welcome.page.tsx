import { type Actor, signedIn } from "#platform/actor.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { Arrival } from "../outside/arrival.store.ts"
import { OutsideButtons } from "../outside/outside.page.tsx"
import type { OutsideProvider } from "../outside/provider.ts"
import { PasswordField } from "../password/password.field.tsx"
import type { Invitation } from "./invitation.store.ts"

type Name = "name" | "email" | "password"

/** What an invitation gives, and the form of a new account, or one button for somebody who has signed in. */
export function WelcomePage(props: {
  view: View
  actor: Actor
  token: string
  invitation: Invitation
  providers: OutsideProvider[]
  /** Who came back from a provider to this invitation: no password is asked then. */
  arrival?: Arrival | undefined
  values?: Partial<Record<Name, string>>
  errors?: Partial<Record<Name | "", Saying>>
}) {
  const { view, actor, token, invitation, providers, arrival, values, errors } = props
  const { t } = view
  const form: FormState<Name> = {
    view,
    labels: { name: t("session.name"), email: t("session.email"), password: t("session.password") },
    values: {
      name: values?.name ?? arrival?.name,
      email: invitation.email ?? values?.email ?? arrival?.email,
    },
    errors: errors ?? {},
  }
  const role = t(`session.role.${invitation.role}`)
  const title = invitation.isFirst ? t("session.welcome.first_title") : t("session.welcome.title")
  const state = invitation.isFirst ? t("session.welcome.first_state") : t("session.welcome.state", { role })
  const action = `/welcome/${token}`
  const by = providers.find(({ issuer }) => issuer === arrival?.issuer)?.name[view.locale]
  if (signedIn(actor))
    return (
      <Page view={view} title={title} state={state} narrow>
        <Form
          form={{ view, labels: {} }}
          action={action}
          reload
          buttons={<Button kind="primary">{t("session.welcome.accept_as", { name: actor.name })}</Button>}
        >
          <p>{t("session.welcome.accept_hint")}</p>
        </Form>
      </Page>
    )
  return (
    <Page view={view} title={title} state={state} narrow>
      <Form form={form} action={action} reload buttons={<Button kind="primary">{t("session.welcome.do")}</Button>}>
        <TextField
          {...field(form, "name")}
          hint={t("session.name.hint")}
          autocomplete="name"
          maxlength={200}
          required
        />
        {invitation.email ? (
          <p>{t("session.welcome.email_is", { email: invitation.email })}</p>
        ) : (
          <TextField {...field(form, "email")} type="email" autocomplete="username" maxlength={254} required exact />
        )}
        {arrival ? (
          <>
            <input type="hidden" name="outside" value="1" />
            <p>
              {t("session.outside.will_open", {
                name: by ?? arrival.issuer,
                who: arrival.name && ` (${arrival.name})`,
              })}
            </p>
          </>
        ) : (
          <PasswordField {...field(form, "password")} required />
        )}
      </Form>
      {arrival ? (
        <p>
          <a href={view.href(`${action}?by=password`)}>{t("session.outside.rather_password")}</a>
        </p>
      ) : (
        providers.length > 0 && (
          <>
            <h2>{t("session.outside.instead")}</h2>
            <OutsideButtons
              view={view}
              providers={providers}
              to="/sign-in/outside"
              label="session.outside.sign_in"
              next={action}
            />
          </>
        )
      )}
      <p>
        {t("session.welcome.have_account")}{" "}
        <a href={view.href(`/sign-in?next=${encodeURIComponent(action)}`)}>{t("session.sign_in.title")}</a>
      </p>
    </Page>
  )
}
