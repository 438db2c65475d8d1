import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import type { PasskeyRow } from "../security/security.store.ts"

/** Passkeys of the account; a new one is made by a script, which shows the form where the browser can. */
export function PasskeyList(props: {
  view: View
  passkeys: PasskeyRow[]
  passkeysAt: { origin: string; here: boolean } | null
}) {
  const { view, passkeys, passkeysAt } = props
  const { t } = view
  return (
    <Card title={t("session.passkey.title")} id="passkeys">
      <p>{t("session.passkey.what")}</p>
      {passkeys.length > 0 && (
        <Rows label={t("session.passkey.title")}>
          {passkeys.map((key) => (
            <Row
              title={key.name}
              mini={[
                [t("session.passkey.since"), " ", <Moment view={view} at={key.created_at} />],
                key.used_at
                  ? [t("session.passkey.used"), " ", <Moment view={view} at={key.used_at} />]
                  : t("session.passkey.unused"),
              ]}
              end={
                <Deed view={view} action="/settings/security/passkeys/removal" with={{ id: key.id }}>
                  {t("session.passkey.remove")}
                </Deed>
              }
            />
          ))}
        </Rows>
      )}
      {passkeysAt?.here && (
        <div
          data-controller="passkey"
          data-passkey-options-value={view.href("/settings/security/passkeys/options")}
          data-passkey-finish-value={view.href("/settings/security/passkeys")}
          data-passkey-next-value={view.href("/settings/security")}
          data-passkey-failed-value={t("session.passkey.not_added")}
          hidden
        >
          <Button type="button" icon="key-round" data={{ "data-action": "passkey#add" }}>
            {t("session.passkey.add")}
          </Button>
          <p class="error" data-passkey-target="problem" role="alert" hidden />
        </div>
      )}
      {passkeysAt && !passkeysAt.here && <p>{t("session.passkey.elsewhere", { origin: passkeysAt.origin })}</p>}
      {!passkeysAt && <p>{t("session.passkey.needs_name")}</p>}
    </Card>
  )
}
