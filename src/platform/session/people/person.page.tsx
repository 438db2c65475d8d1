import type { Child } from "hono/jsx"
import { administrator } from "#platform/actor.ts"
import type { JournalEntry } from "#platform/journal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { DateField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Moment } from "#ui/time.tsx"
import { type DeputyRow, GrantRows } from "../deputy/grant-rows.tsx"
import { settingsCrumb } from "../security/security.page.tsx"
import { canDisable } from "../session.policy.ts"
import type { Named } from "./people.page.tsx"
import type { findPerson, GrantRow } from "./people.store.ts"
import { RoleField } from "./scope.field.tsx"

export type GrantForm = FormState<"role" | "scope" | "from" | "until">

/** One account for its administrator: roles with dates, closing, history. */
export function PersonPage(props: {
  view: View
  person: NonNullable<Awaited<ReturnType<typeof findPerson>>>
  grants: Named<GrantRow>[]
  deputies: DeputyRow[]
  form: GrantForm
  scope: Child
  history: JournalEntry[]
}) {
  const { view, person, grants, deputies, form, scope, history } = props
  const { t } = view
  const own = administrator(view.actor) && !canDisable(view.actor, person.id)
  const to = (deed: string) => `/settings/people/${person.id}/${deed}`
  return (
    <Page
      view={view}
      title={person.name}
      sub={person.email}
      state={person.disabled_at ? t("session.people.is_disabled") : undefined}
      crumbs={[settingsCrumb(view), { href: "/settings/people", label: t("session.people.title") }]}
      narrow
    >
      <Facts facts={[[t("session.people.since"), <Moment view={view} at={person.created_at} />]]} />
      <Card title={t("session.grant.title")} id="grants">
        <GrantRows view={view} grants={grants} deputies={deputies} />
      </Card>
      <h2>{t("session.grant.give_title")}</h2>
      <Form form={form} action={to("grants")} buttons={<Button kind="primary">{t("session.grant.give")}</Button>}>
        <RoleField {...field(form, "role")} />
        {scope}
        <DateField {...field(form, "from")} hint={t("session.grant.from_hint")} />
        <DateField {...field(form, "until")} hint={t("session.grant.until_hint")} />
      </Form>
      <h2>{t("session.people.account")}</h2>
      {!own && !person.disabled_at && !grants.some(({ role }) => role === "administrator") && (
        <Deed view={view} action={to("seeing")} icon="eye">
          {t("session.see_as.do", { name: person.name })}
        </Deed>
      )}
      {person.disabled_at ? (
        <Deed view={view} action={to("opening")}>
          {t("session.people.enable")}
        </Deed>
      ) : (
        <Deed
          view={view}
          action={to("closing")}
          kind="danger"
          icon="lock"
          {...(own && { reason: t("session.people.not_self") })}
        >
          {t("session.people.disable")}
        </Deed>
      )}
      <History view={view} subject="user" entries={history} />
    </Page>
  )
}
