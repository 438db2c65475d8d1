import { signedIn } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import type { IdentityRow } from "./identity.store.ts"
import type { OutsideProvider } from "./provider.ts"

type Named = Pick<OutsideProvider, "key" | "name">

/**
 * A button for each provider, in one form; nothing where there is none. It reloads: a script cannot follow it to another
 * site. `label` is what the buttons say with the provider's `name`.
 */
export function OutsideButtons(props: {
  view: View
  providers: Named[]
  to: string
  label: "session.outside.sign_in" | "session.outside.link"
  next?: string
}) {
  const { view, providers, to, label, next } = props
  if (!providers.length) return null
  return (
    <Form
      form={{ view, labels: {} }}
      action={`${to}/${providers[0]!.key}`}
      reload
      buttons={providers.map(({ key, name }) => (
        <Button icon={next ? "log-in" : "link"} formaction={view.href(`${to}/${key}`)}>
          {view.t(label, { name: name[view.locale] })}
        </Button>
      ))}
    >
      {next && <input type="hidden" name="next" value={next} />}
    </Form>
  )
}

/**
 * The page between this site and the provider's. A form that answered by a redirect to another site would be stopped
 * by `form-action 'self'`, at each further redirect over there, too; this page is left by its header `Refresh`.
 */
export const LeavingPage = ({ view, name, door }: { view: View; name: string; door: string }) => (
  <Page view={view} title={view.t("session.outside.leaving", { name })} narrow>
    <p>{view.t("session.outside.leaving_hint")}</p>
    <div class="buttons">
      <LinkButton kind="primary" href={door}>
        {view.t("session.outside.go", { name })}
      </LinkButton>
    </div>
  </Page>
)

/** Nobody came in: why, and ways on. */
export const NotInPage = ({ view, name, said }: { view: View; name: string; said: string }) => (
  <Page view={view} title={view.t("session.outside.failed", { name })} state={said} narrow>
    <div class="buttons">
      {signedIn(view.actor) ? (
        <LinkButton kind="primary" href={view.href("/settings/security")}>
          {view.t("session.security.title")}
        </LinkButton>
      ) : (
        <LinkButton kind="primary" icon="log-in" href={view.href("/sign-in")}>
          {view.t("session.outside.other_ways")}
        </LinkButton>
      )}
    </div>
  </Page>
)

/** What is linked to the account, and what could be; nothing where there is neither. */
export function OutsideList(props: {
  view: View
  providers: Pick<OutsideProvider, "key" | "issuer" | "name">[]
  identities: IdentityRow[]
}) {
  const { view, providers, identities } = props
  const { t } = view
  if (!providers.length && !identities.length) return null
  const nameOf = (issuer: string) => providers.find((p) => p.issuer === issuer)?.name[view.locale]
  return (
    <Card title={t("session.outside.title")} id="outside">
      <p>{t("session.outside.what")}</p>
      {identities.length > 0 && (
        <Rows label={t("session.outside.title")}>
          {identities.map((one) => (
            <Row
              title={[nameOf(one.issuer) ?? one.issuer, one.name && `: ${one.name}`]}
              mini={[
                !nameOf(one.issuer) && t("session.outside.switched_off"),
                [t("session.outside.since"), " ", <Moment view={view} at={one.linked_at} />],
                one.used_at
                  ? [t("session.outside.used"), " ", <Moment view={view} at={one.used_at} />]
                  : t("session.outside.unused"),
              ]}
              end={
                <Deed view={view} action="/settings/security/outside/removal" with={{ id: one.id }}>
                  {t("session.outside.unlink")}
                </Deed>
              }
            />
          ))}
        </Rows>
      )}
      <OutsideButtons view={view} providers={providers} to="/settings/security/outside" label="session.outside.link" />
    </Card>
  )
}
