import type { Child } from "hono/jsx"
import type { MessageKey } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Pager, Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { settingsCrumb } from "../security/security.page.tsx"
import type { OpenInvitation } from "./invitation.store.ts"
import type { GrantRow, Person, PersonKey } from "./people.store.ts"

/** A role with the words for where it holds. */
export type Named<T> = T & { where: Child | null }

export const roleName = (view: View, role: string) => view.t(`session.role.${role}` as MessageKey)

const Roles = ({ view, grants }: { view: View; grants: Named<GrantRow>[] }) =>
  grants.length ? (
    <span>{grants.map((g, i) => [i ? ", " : "", roleName(view, g.role), g.where && [" (", g.where, ")"]])}</span>
  ) : (
    <span>{view.t("session.people.no_role")}</span>
  )

const Invitations = ({ view, invitations }: { view: View; invitations: Named<OpenInvitation>[] }) => (
  <Card title={view.t("session.invitations.title")} id="invitations">
    {invitations.length === 0 && <p>{view.t("session.invitations.none")}</p>}
    {invitations.length > 0 && (
      <Rows label={view.t("session.invitations.title")}>
        {invitations.map((one) => (
          <Row
            title={one.email ?? view.t("session.invitations.by_link")}
            mini={[
              [roleName(view, one.role), one.where && [" (", one.where, ")"]],
              [view.t("session.invitations.until"), " ", <Moment view={view} at={one.expires_at} plain />],
            ]}
            end={
              <Deed view={view} action={`/settings/people/invitations/${one.id}/revocation`}>
                {view.t("session.invitations.revoke")}
              </Deed>
            }
          />
        ))}
      </Rows>
    )}
  </Card>
)

/** Everybody who has an account, and who has been invited. */
export function PeoplePage(props: {
  view: View
  people: (Person & { grants: Named<GrantRow>[] })[]
  invitations: Named<OpenInvitation>[]
  q: string
  more: PersonKey | undefined
  isFirst: boolean
}) {
  const { view, people, invitations, q, more, isFirst } = props
  const { t } = view
  const next = more && new URLSearchParams({ ...(q && { q }), name: more.name, after: more.id })
  return (
    <Page view={view} title={t("session.people.title")} crumbs={[settingsCrumb(view)]}>
      <p class="buttons">
        <LinkButton kind="primary" icon="plus" href={view.href("/settings/people/invitation")}>
          {t("session.invite.do")}
        </LinkButton>
      </p>
      {isFirst && <Invitations view={view} invitations={invitations} />}
      <h2>{t("session.people.accounts")}</h2>
      <Filters
        view={view}
        action="/settings/people"
        active={q ? [{ label: q, href: view.href("/settings/people") }] : []}
      >
        <TextField view={view} name="q" label={t("session.people.find")} value={q} type="search" />
      </Filters>
      <Rows label={t("session.people.accounts")}>
        {people.map((person) => (
          <Row
            href={view.href(`/settings/people/${person.id}`)}
            title={person.name}
            mini={[
              person.email,
              person.disabled_at ? <b>{t("session.people.disabled")}</b> : <Roles view={view} grants={person.grants} />,
              person.seen_at
                ? [t("session.sessions.seen"), " ", <Moment view={view} at={person.seen_at} />]
                : t("session.people.never"),
            ]}
          />
        ))}
      </Rows>
      {people.length === 0 && <p>{t("session.people.none")}</p>}
      <Pager view={view} more={next && view.href(`/settings/people?${next}`)} />
    </Page>
  )
}
