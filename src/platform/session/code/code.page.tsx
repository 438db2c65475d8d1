import type { MessageKey } from "#platform/i18n.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"

type Errors<N extends string> = Partial<Record<N | "", Saying>>

/** «Войти по коду», «Забыли пароль?»: to which address the code shall go. */
export function AskCodePage(props: {
  view: View
  purpose: "sign_in" | "password"
  next: string
  email?: string
  errors?: Errors<"email">
}) {
  const { view, purpose, next, email, errors = {} } = props
  const { t } = view
  const form = { view, labels: { email: t("session.email") }, values: { email }, errors }
  return (
    <Page
      view={view}
      title={t(`session.code.${purpose}.title`)}
      state={t(`session.code.${purpose}.state`)}
      crumbs={[{ href: "/sign-in", label: t("session.sign_in.title") }]}
      narrow
    >
      <Form
        form={form}
        action={purpose === "sign_in" ? "/sign-in/code" : "/password/forgotten"}
        buttons={<Button kind="primary">{t("session.code.send")}</Button>}
      >
        <input type="hidden" name="next" value={next} />
        <TextField {...field(form, "email")} type="email" autocomplete="username" required exact />
      </Form>
    </Page>
  )
}

/** Six figures out of a letter, or out of an application. */
export function TypeCodePage(props: {
  view: View
  title: MessageKey
  state: MessageKey
  hint: MessageKey
  action: string
  again: { href: string; label: MessageKey }
  warning?: MessageKey | undefined
  errors?: Errors<"code">
}) {
  const { view, title, state, hint, action, again, warning, errors = {} } = props
  const { t } = view
  const form = { view, labels: { code: t("session.code.label") }, errors }
  return (
    <Page
      view={view}
      title={t(title)}
      state={t(state)}
      crumbs={[{ href: "/sign-in", label: t("session.sign_in.title") }]}
      narrow
    >
      {warning && <Notice tone="warn">{t(warning)}</Notice>}
      <Form form={form} action={action} reload buttons={<Button kind="primary">{t("session.code.do")}</Button>}>
        <TextField
          {...field(form, "code")}
          hint={t(hint)}
          autocomplete="one-time-code"
          maxlength={20}
          width="short"
          required
          exact
        />
      </Form>
      <p>
        <a href={view.href(again.href)}>{t(again.label)}</a>
      </p>
    </Page>
  )
}
