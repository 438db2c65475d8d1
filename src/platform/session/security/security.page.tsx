import type { View } from "#platform/view.ts"
import { Deed } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import type { IdentityRow } from "../outside/identity.store.ts"
import { OutsideList } from "../outside/outside.page.tsx"
import type { OutsideProvider } from "../outside/provider.ts"
import { PasskeyList } from "../passkey/passkey.list.tsx"
import type { Account } from "../user/user.store.ts"
import { deviceName } from "./device.ts"
import type { PasskeyRow, SessionRow } from "./security.store.ts"

export const settingsCrumb = (view: View) => ({ href: "/settings", label: view.t("session.settings.title") })
export const securityCrumbs = (view: View) => [
  settingsCrumb(view),
  { href: "/settings/security", label: view.t("session.security.title") },
]

type Props = {
  view: View
  account: Account
  sessions: SessionRow[]
  current: string | null
  passkeys: PasskeyRow[]
  passkeysAt: { origin: string; here: boolean } | null
  providers: OutsideProvider[]
  identities: IdentityRow[]
  codesLeft: number
  tokens: number
}

const Ways = ({ view, account, codesLeft, tokens }: Props) => {
  const { t } = view
  const edit = (path: string, label: string) => (
    <>
      {" "}
      <a href={view.href(`/settings/security/${path}`)}>{label}</a>
    </>
  )
  return (
    <Facts
      facts={[
        [t("session.name"), [account.name, edit("name", t("session.security.change"))]],
        [t("session.email"), account.email],
        [
          t("session.password"),
          [
            account.passwordHash ? t("session.password.is_set") : t("session.password.is_not_set"),
            edit("password", account.passwordHash ? t("session.security.change") : t("session.security.set")),
          ],
        ],
        [
          t("session.totp.title"),
          [
            account.totp ? t("session.totp.is_on", { left: codesLeft }) : t("session.totp.is_off"),
            edit("totp", account.totp ? t("session.security.change") : t("session.totp.turn_on")),
          ],
        ],
        [
          t("session.tokens.title"),
          [t("session.tokens.count", { count: tokens }), edit("tokens", t("session.security.change"))],
        ],
      ]}
    />
  )
}

const Sessions = ({ view, sessions, current }: Props) => {
  const { t } = view
  const others = sessions.length - (sessions.some((s) => s.id === current) ? 1 : 0)
  return (
    <Card title={t("session.sessions.title")} id="sessions">
      <Rows label={t("session.sessions.title")}>
        {sessions.map((s) => (
          <Row
            title={deviceName(s.user_agent) || t("session.sessions.unknown_device")}
            mini={[
              s.id === current && <b>{t("session.sessions.this_one")}</b>,
              [t("session.sessions.seen"), " ", <Moment view={view} at={s.seen_at} />],
              [t("session.sessions.since"), " ", <Moment view={view} at={s.created_at} />],
              s.address,
            ]}
            end={
              s.id !== current && (
                <Deed view={view} action={`/settings/security/sessions/${s.id}/end`}>
                  {t("session.sessions.end")}
                </Deed>
              )
            }
          />
        ))}
      </Rows>
      {others > 0 && (
        <Deed view={view} action="/settings/security/sessions/end-others" kind="danger" icon="log-out">
          {t("session.sessions.end_others", { count: others })}
        </Deed>
      )}
    </Card>
  )
}

/** How one signs in, where one is signed in. */
export const SecurityPage = (props: Props) => (
  <Page
    view={props.view}
    title={props.view.t("session.security.title")}
    crumbs={[settingsCrumb(props.view)]}
    state={props.view.t("session.sessions.count", { count: props.sessions.length })}
  >
    <Ways {...props} />
    <PasskeyList {...props} />
    <OutsideList {...props} />
    <Sessions {...props} />
  </Page>
)
