import type { MessageKey } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import { ChipLinks } from "#ui/filters.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark, type Tone } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { type DeliveryState, deliveryStates } from "../tables.ts"
import type { Delivery } from "./delivery.store.ts"

const tones: Record<DeliveryState, Tone> = { waiting: "work", delivered: "done", failed: "late" }

export type ListOfDeliveries = {
  rows: Delivery[]
  state: DeliveryState | undefined
  /** The key of the next part. */
  more: number | undefined
}

export const DeliveryMark = ({ view, state }: { view: View; state: DeliveryState }) => (
  <StateMark tone={tones[state]} word={view.t(`webhooks.state.${state}`)} />
)

/** Why an attempt failed, in words where there are some. */
export function errorSaid({ t }: View, error: string): string {
  const key = `webhooks.error.${error}`
  const said = t(key as MessageKey)
  return said === key ? error : said
}

/** What was sent to a webhook, on its page. */
export function DeliveryList({ view, path, list }: { view: View; path: string; list: ListOfDeliveries }) {
  const { t, href } = view
  const address = (state: DeliveryState | undefined, after?: number) => {
    const query = new URLSearchParams({ ...(state && { state }), ...(after && { after: String(after) }) })
    return href(`${path}${query.size ? `?${query}` : ""}`)
  }
  const chip = (state: DeliveryState | undefined, label: string) => ({
    label,
    href: address(state),
    current: state === list.state,
  })
  return (
    <>
      <ChipLinks
        label={t("webhooks.states")}
        chips={[
          chip(undefined, t("webhooks.state.all")),
          ...deliveryStates.map((s) => chip(s, t(`webhooks.state.${s}`))),
        ]}
      />
      {list.rows.length === 0 && (
        <Empty title={t("webhooks.deliveries.none")} why={t("webhooks.deliveries.none_why")} />
      )}
      {list.rows.length > 0 && (
        <Rows label={t("webhooks.deliveries")}>
          {list.rows.map((row) => (
            <Row
              href={href(`${path}/deliveries/${row.id}`)}
              title={<code>{row.event}</code>}
              mini={[
                <Moment view={view} at={row.created_at} />,
                row.attempts > 0 && t("webhooks.attempts.count", { count: row.attempts }),
                row.status !== null && `HTTP ${row.status}`,
                row.error !== null && errorSaid(view, row.error),
              ]}
              end={<DeliveryMark view={view} state={row.state} />}
            />
          ))}
        </Rows>
      )}
      <Pager view={view} more={list.more === undefined ? undefined : address(list.state, list.more)} />
    </>
  )
}
