import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { OutsideButtons } from "../outside/outside.page.tsx"
import type { OutsideProvider } from "../outside/provider.ts"
import { PasskeyButton } from "../passkey/passkey.button.tsx"

type Props = {
  view: View
  next: string
  email?: string
  errors?: Partial<Record<"email" | "password" | "", Saying>>
  /** Why a passkey cannot be used at this address, when it cannot. */
  passkeysAt: { origin: string; here: boolean } | null
  outside: OutsideProvider[]
}

const query = (next: string) => (next === "/" ? "" : `?next=${encodeURIComponent(next)}`)

/** The door: password, and ways round it. */
export function SignInPage({ view, next, email, errors, passkeysAt, outside }: Props) {
  const { t } = view
  const form: FormState<"email" | "password"> = {
    view,
    labels: { email: t("session.email"), password: t("session.password") },
    values: { email },
    errors: errors ?? {},
  }
  return (
    <Page view={view} title={t("session.sign_in.title")} narrow>
      <Form form={form} action="/sign-in" reload buttons={<Button kind="primary">{t("session.sign_in.do")}</Button>}>
        <input type="hidden" name="next" value={next} />
        <TextField {...field(form, "email")} type="email" autocomplete="username" required exact />
        <TextField {...field(form, "password")} value="" type="password" autocomplete="current-password" required />
      </Form>
      <h2>{t("session.sign_in.other_ways")}</h2>
      {passkeysAt?.here && <PasskeyButton view={view} next={next} />}
      <OutsideButtons
        view={view}
        providers={outside}
        to="/sign-in/outside"
        label="session.outside.sign_in"
        next={next}
      />
      <ul>
        <li>
          <a href={view.href(`/sign-in/code${query(next)}`)}>{t("session.sign_in.by_code")}</a>
        </li>
        <li>
          <a href={view.href("/password/forgotten")}>{t("session.sign_in.forgotten")}</a>
        </li>
      </ul>
      {passkeysAt && !passkeysAt.here && (
        <Notice tone="info">{t("session.passkey.elsewhere", { origin: passkeysAt.origin })}</Notice>
      )}
    </Page>
  )
}
