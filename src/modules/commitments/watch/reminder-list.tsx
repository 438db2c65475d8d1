import type { View } from "#platform/view.ts"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import type { ListedReminder, RequestReminder } from "./register.store.ts"

const channelOf = (one: Pick<ListedReminder, "channel" | "letterId" | "closedAt">) =>
  one.channel === "email" ? "email" : one.letterId !== null ? "printed" : one.closedAt ? "moot" : "paper"

const how = ({ t }: View, one: Pick<ListedReminder, "channel" | "letterId" | "closedAt" | "byHand">) => [
  t(`watch.channel.${channelOf(one)}`),
  t(one.byHand ? "watch.by.hand" : "watch.by.rule"),
]

/** Rows of the register: whom we reminded, when, of how much, how. */
export const ReminderRows = ({ view, list }: { view: View; list: ListedReminder[] }) => (
  <Rows label={view.t("watch.title")}>
    {list.map((one) => (
      <Row
        href={view.href(`/resolutions/${one.resolutionId}`)}
        title={one.addressee}
        mini={[
          <Day view={view} date={one.onDay} />,
          view.t(`watch.kind.${one.kind}`),
          view.t("watch.requests", { count: one.requests }),
          ...how(view, one),
        ]}
      />
    ))}
  </Rows>
)

/** On the page of a request, for the staff: when its addressee was reminded of it. Nothing when never. */
export const RemindersOfRequest = ({ view, reminders }: { view: View; reminders: RequestReminder[] | undefined }) =>
  reminders?.length ? (
    <Card title={view.t("watch.of_request")}>
      <Rows>
        {reminders.map((one) => (
          <Row
            title={<Day view={view} date={one.onDay} />}
            mini={[view.t(`watch.kind.${one.kind}`), view.t(`watch.alarm.${one.alarm}`), ...how(view, one)]}
          />
        ))}
      </Rows>
    </Card>
  ) : null
