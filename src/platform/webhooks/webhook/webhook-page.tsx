import type { JournalEntry } from "#platform/journal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Moment } from "#ui/time.tsx"
import { DeliveryList, type ListOfDeliveries } from "../delivery/delivery-list.tsx"
import type { Webhook } from "./webhook.store.ts"
import { crumbs, crumbsOf, eventsWanted, OnMark } from "./webhook-list.tsx"

/** One webhook: what it is, what can be done with it, and what it was sent. */
export function WebhookPage(props: {
  view: View
  webhook: Webhook
  deliveries: ListOfDeliveries
  journal: JournalEntry[]
}) {
  const { view, webhook, deliveries, journal } = props
  const { t, href } = view
  const path = `/webhooks/${webhook.id}`
  return (
    <Page view={view} title={webhook.name} crumbs={crumbs(view)}>
      {!webhook.on && webhook.reason === "gone" && <Notice tone="warn">{t("webhooks.gone")}</Notice>}
      <Facts
        facts={[
          [t("webhooks.url"), <code>{webhook.url}</code>],
          [t("webhooks.is_on"), <OnMark view={view} webhook={webhook} />],
          [t("webhooks.events"), eventsWanted(view, webhook)],
          [t("webhooks.events.chosen"), webhook.events?.flatMap((name, i) => [i ? ", " : "", <code>{name}</code>])],
          [t("webhooks.created"), <Moment view={view} at={webhook.created_at} />],
        ]}
      />
      <div class="buttons">
        <Deed view={view} action={`${path}/test`} icon="send">
          {t("webhooks.test")}
        </Deed>
        <Deed view={view} action={`${path}/switching`} with={{ on: webhook.on ? "no" : "yes" }}>
          {t(webhook.on ? "webhooks.switch_off" : "webhooks.switch_on")}
        </Deed>
        <LinkButton icon="pencil" href={href(`${path}/edit`)}>
          {t("webhooks.edit")}
        </LinkButton>
        <LinkButton icon="key-round" href={href(`${path}/secret`)}>
          {t("webhooks.secret.replace")}
        </LinkButton>
        <LinkButton icon="trash" href={href(`${path}/removal`)}>
          {t("webhooks.remove")}
        </LinkButton>
      </div>
      <h2 id="deliveries">{t("webhooks.deliveries")}</h2>
      <DeliveryList view={view} path={path} list={deliveries} />
      <History view={view} subject="webhook" entries={journal} />
    </Page>
  )
}

/** A secret, once: it is not shown again. */
export const SecretPage = ({ view, id, name, secret }: { view: View; id: number; name: string; secret: string }) => (
  <Page view={view} title={view.t("webhooks.secret.title")} crumbs={crumbsOf(view, { id, name })} narrow>
    <Notice tone="warn">{view.t("webhooks.secret.once")}</Notice>
    <p>
      <code>{secret}</code>
    </p>
    <CopyText view={view} text={secret} label={view.t("webhooks.secret.copy")} />
    <p>{view.t("webhooks.secret.what")}</p>
    <LinkButton kind="primary" href={view.href(`/webhooks/${id}`)}>
      {view.t("webhooks.secret.written_down")}
    </LinkButton>
  </Page>
)

/** The question before a secret is replaced. */
export const ReplaceSecretPage = ({ view, webhook }: { view: View; webhook: Webhook }) => (
  <Page view={view} title={view.t("webhooks.secret.replace")} crumbs={crumbsOf(view, webhook)} narrow>
    <Form
      form={{ view, labels: {} }}
      action={`/webhooks/${webhook.id}/secret`}
      reload
      buttons={
        <>
          <Button kind="primary" icon="key-round">
            {view.t("webhooks.secret.make")}
          </Button>
          <LinkButton href={view.href(`/webhooks/${webhook.id}`)}>{view.t("webhooks.cancel")}</LinkButton>
        </>
      }
    >
      <p>{view.t("webhooks.secret.overlap")}</p>
    </Form>
  </Page>
)

/** The question before a webhook is removed. */
export const RemovePage = ({ view, webhook }: { view: View; webhook: Webhook }) => (
  <Page
    view={view}
    title={view.t("webhooks.remove_title", { name: webhook.name })}
    crumbs={crumbsOf(view, webhook)}
    narrow
  >
    <Confirm
      view={view}
      action={`/webhooks/${webhook.id}/removal`}
      lost={[view.t("webhooks.remove_lost.secret"), view.t("webhooks.remove_lost.deliveries")]}
      undo={view.t("webhooks.remove_undo")}
      deed={view.t("webhooks.remove")}
      back={`/webhooks/${webhook.id}`}
    />
  </Page>
)
