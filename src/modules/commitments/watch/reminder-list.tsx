import type { View } from "#platform/view.ts"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Day } from "#ui/time.tsx"
import { type MailWay, wayWord } from "../letter/letter-words.ts"
import type { ListedReminder, RequestReminder } from "./register.store.ts"

const channelOf = (one: Pick<ListedReminder, "channel" | "letterId" | "closedAt">) =>
  one.channel === "email" ? "email" : one.letterId !== null ? "printed" : one.closedAt ? "moot" : "paper"

const how = ({ t }: View, one: Pick<ListedReminder, "channel" | "letterId" | "closedAt" | "byHand">) => [
  t(`watch.channel.${channelOf(one)}`),
  t(one.byHand ? "watch.by.hand" : "watch.by.rule"),
]

type RowsProps = { view: View; list: ListedReminder[]; ways?: Map<number, MailWay> }

/** Rows of the register: whom we reminded, when, of how much, how; `ways`: how each letter stands on its way. */
export const ReminderRows = ({ view, list, ways }: RowsProps) => (
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
        end={ways && one.channel === "email" && <StateMark {...wayWord(view.t, ways.get(one.id)!)} />}
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
