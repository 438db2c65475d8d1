import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import type { listWebhooks, Webhook } from "./webhook.store.ts"

const settingsCrumb = (view: View) => ({ href: "/settings", label: view.t("session.settings.title") })
/** Of pages that hang under the list. */
export const crumbs = (view: View) => [settingsCrumb(view), { href: "/webhooks", label: view.t("webhooks.title") }]
/** Of pages that hang under one webhook. */
export const crumbsOf = (view: View, { id, name }: Pick<Webhook, "id" | "name">) => [
  ...crumbs(view),
  { href: `/webhooks/${id}`, label: name },
]

/** Whether it is on, and since when. */
export const OnMark = ({ view, webhook }: { view: View; webhook: Pick<Webhook, "on" | "since"> }) => (
  <StateMark
    tone={webhook.on ? "done" : "closed"}
    word={view.t(webhook.on ? "webhooks.on" : "webhooks.off")}
    detail={[view.t("webhooks.since"), " ", <Moment view={view} at={webhook.since} plain />]}
  />
)

export const eventsWanted = ({ t }: View, { events }: Pick<Webhook, "events">) =>
  events ? t("webhooks.events.count", { count: events.length }) : t("webhooks.events.all")

/** All webhooks of the installation. */
export function WebhookList(props: {
  view: View
  webhooks: Awaited<ReturnType<typeof listWebhooks>>
  more: number | undefined
}) {
  const { view, webhooks, more } = props
  const { t, href } = view
  return (
    <Page view={view} title={t("webhooks.title")} crumbs={[settingsCrumb(view)]} sub={t("webhooks.what")}>
      <p class="buttons">
        <LinkButton kind="primary" icon="plus" href={href("/webhooks/new")}>
          {t("webhooks.new")}
        </LinkButton>
      </p>
      {webhooks.length === 0 && <Empty title={t("webhooks.none")} why={t("webhooks.none_why")} />}
      {webhooks.length > 0 && (
        <Rows label={t("webhooks.title")}>
          {webhooks.map((webhook) => (
            <Row
              href={href(`/webhooks/${webhook.id}`)}
              title={webhook.name}
              mini={[
                new URL(webhook.url).host,
                eventsWanted(view, webhook),
                webhook.last && t("webhooks.last", { state: t(`webhooks.state.${webhook.last}`) }),
              ]}
              end={<OnMark view={view} webhook={webhook} />}
            />
          ))}
        </Rows>
      )}
      <Pager view={view} more={more === undefined ? undefined : href(`/webhooks?after=${more}`)} />
    </Page>
  )
}
