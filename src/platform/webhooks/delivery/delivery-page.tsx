import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Moment } from "#ui/time.tsx"
import { crumbsOf } from "../webhook/webhook-list.tsx"
import type { WholeDelivery } from "./delivery.store.ts"
import { DeliveryMark, errorSaid } from "./delivery-list.tsx"
import { bodyOf, messageId } from "./payload.ts"

const Exactly = ({ text }: { text: string }) => (
  <pre class="letter">
    <code>{text}</code>
  </pre>
)

/** One delivery: what was sent, how often, and what was answered. */
export function DeliveryPage({ view, delivery }: { view: View; delivery: WholeDelivery }) {
  const { t, href } = view
  const { id, webhook_id, webhook, state, attempts, tried_at, status, error, answer } = delivery
  const path = `/webhooks/${webhook_id}/deliveries/${id}`
  const isWaiting = state === "waiting"
  return (
    <Page
      view={view}
      title={t("webhooks.delivery", { event: delivery.event })}
      crumbs={crumbsOf(view, { id: webhook_id, name: webhook })}
      narrow
    >
      <Facts
        facts={[
          [t("webhooks.state"), <DeliveryMark view={view} state={state} />],
          [t("webhooks.event_at"), <Moment view={view} at={delivery.created_at} />],
          [t("webhooks.attempts"), attempts > 0 && String(attempts)],
          [t("webhooks.tried_at"), tried_at && <Moment view={view} at={tried_at} />],
          [t("webhooks.status"), status !== null && `HTTP ${status}`],
          [t("webhooks.error"), error !== null && errorSaid(view, error)],
          ["webhook-id", <code>{messageId(delivery)}</code>],
        ]}
      />
      {isWaiting && <p>{t(attempts ? "webhooks.waits_again" : "webhooks.waits")}</p>}
      <div class="buttons">
        {isWaiting && <LinkButton href={href(path)}>{t("webhooks.look_again")}</LinkButton>}
        {(!isWaiting || attempts > 0) && (
          <Deed view={view} action={`${path}/sending`} icon="send">
            {t("webhooks.resend")}
          </Deed>
        )}
      </div>
      <h2>{t("webhooks.sent")}</h2>
      <Exactly text={bodyOf(delivery)} />
      {answer !== null && (
        <>
          <h2>{t("webhooks.answer")}</h2>
          {answer ? <Exactly text={answer} /> : <p>{t("webhooks.answer.empty")}</p>}
        </>
      )}
    </Page>
  )
}
