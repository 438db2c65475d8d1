import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { CopyText } from "#ui/copy.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { securityCrumbs } from "../security/security.page.tsx"
import type { enrolment } from "./totp.ts"

type Errors = Partial<Record<"code" | "", Saying>>
const path = "/settings/security/totp"

const CodeField = ({ form }: { form: Parameters<typeof field<"code">>[0] }) => (
  <TextField {...field(form, "code")} autocomplete="one-time-code" maxlength={20} width="short" required exact />
)

/** Before: what it is, one button. */
export const TotpOffPage = ({ view }: { view: View }) => (
  <Page view={view} title={view.t("session.totp.title")} crumbs={securityCrumbs(view)} narrow>
    <p>{view.t("session.totp.what")}</p>
    <Deed view={view} action={path} kind="primary">
      {view.t("session.totp.begin")}
    </Deed>
  </Page>
)

/** The picture for the application and the field for its first code. */
export function TotpSetUpPage(props: {
  view: View
  secret: string
  drawn: ReturnType<typeof enrolment>
  errors?: Errors
}) {
  const { view, secret, drawn, errors = {} } = props
  const { t } = view
  const form = { view, labels: { code: t("session.totp.code") }, errors }
  return (
    <Page view={view} title={t("session.totp.set_up")} crumbs={securityCrumbs(view)} narrow>
      <p>{t("session.totp.scan")}</p>
      <svg
        class="qr"
        viewBox={`-4 -4 ${drawn.size + 8} ${drawn.size + 8}`}
        width="240"
        height="240"
        role="img"
        aria-label={t("session.totp.picture")}
        shape-rendering="crispEdges"
      >
        <path fill="#fff" d={`M-4-4h${drawn.size + 8}v${drawn.size + 8}h-${drawn.size + 8}z`} />
        <path fill="#000" d={drawn.path} />
      </svg>
      <p>
        {t("session.totp.by_hand")} <code>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <p>
        <a href={drawn.uri}>{t("session.totp.open_here")}</a>
      </p>
      <Form
        form={form}
        action={`${path}/confirmation`}
        reload
        buttons={<Button kind="primary">{t("session.totp.turn_on")}</Button>}
      >
        <CodeField form={form} />
      </Form>
    </Page>
  )
}

/** After: new recovery codes, or off; both ask for a code. */
export function TotpOnPage({ view, left, errors = {} }: { view: View; left: number; errors?: Errors }) {
  const { t } = view
  const form = { view, labels: { code: t("session.totp.code_or_recovery") }, errors }
  return (
    <Page
      view={view}
      title={t("session.totp.title")}
      state={t("session.totp.is_on", { left })}
      crumbs={securityCrumbs(view)}
      narrow
    >
      <Form
        form={form}
        action={`${path}/recovery-codes`}
        reload
        buttons={
          <>
            <Button kind="primary">{t("session.totp.renew_codes")}</Button>
            <Button kind="danger" formaction={view.href(`${path}/removal`)}>
              {t("session.totp.turn_off")}
            </Button>
          </>
        }
      >
        <CodeField form={form} />
      </Form>
    </Page>
  )
}

/** Recovery codes, this once. */
export const RecoveryCodesPage = ({ view, codes }: { view: View; codes: string[] }) => (
  <Page view={view} title={view.t("session.recovery.title")} crumbs={securityCrumbs(view)} narrow>
    <Notice tone="warn">{view.t("session.recovery.once")}</Notice>
    <ol class="codes">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ol>
    <CopyText view={view} text={codes.join("\n")} label={view.t("session.recovery.copy")} />
    <LinkButton kind="primary" href={view.href("/settings/security")}>
      {view.t("session.recovery.done")}
    </LinkButton>
  </Page>
)
