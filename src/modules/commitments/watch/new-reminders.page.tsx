import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Notice } from "#ui/flash.tsx"
import { ErrorSummary, Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Row, Rows } from "#ui/list.tsx"
import type { ReminderLetter } from "./gather-letters.ts"
import type { ListedReminder } from "./register.store.ts"
import { ReminderRows } from "./reminder-list.tsx"
import { dotted, stateInLetter } from "./reminder-mail.ts"
import { type Alarm, alarms } from "./watch.ts"

export type Preview = { letter: ReminderLetter; subject: string; text: string }
type Shown = {
  view: View
  alarm: Alarm
  /** What narrows the list, as it stands in the address. */
  filter: Record<string, string>
  previews: Preview[]
  more: boolean
  quiet: boolean
  latest: ListedReminder[]
  /** Recipients that are unticked, after a refusal. */
  unticked: Set<number>
  errors: Record<string, Saying>
}

const PreviewedLetter = ({ view, preview, ticked }: { view: View; preview: Preview; ticked: boolean }) => {
  const { letter, subject, text } = preview
  const { id, addressee } = letter.recipient
  return (
    <Card>
      <Checkbox
        view={view}
        name={`send.${id}`}
        label={addressee}
        value={ticked ? "yes" : ""}
        hint={letter.to ? view.t("watch.preview.to", { to: letter.to }) : view.t("watch.preview.paper")}
      />
      <input type="hidden" name={`about.${id}`} value={letter.items.map((item) => item.request).join(" ")} />
      <Rows label={addressee}>
        {letter.items.map((item) => (
          <Row
            title={`${dotted(item)} ${item.text}`}
            mini={[
              stateInLetter({ say: view.t, locale: view.locale }, item),
              item.lastOn && view.t("watch.preview.last", { date: longDate(item.lastOn, view.locale) }),
            ]}
          />
        ))}
      </Rows>
      <details>
        <summary>{view.t("watch.preview.letter")}</summary>
        <p class="mini">{view.t("watch.preview.hidden")}</p>
        <pre class="letter">{`${subject}\n\n${text}`}</pre>
      </details>
    </Card>
  )
}

/** What would go, letter by letter, before it goes. */
export function NewRemindersPage({ view, alarm, filter, previews, unticked, errors, ...shown }: Shown) {
  const { t } = view
  const address = (one: Alarm) => `/reminders/new?${new URLSearchParams({ ...filter, alarm: one })}`
  const form = { view, errors, labels: {} as Record<string, string> }
  return (
    <Page view={view} title={t("watch.new")} crumbs={[{ href: "/reminders", label: t("watch.title") }]}>
      {shown.quiet && <Notice tone="warn">{t("watch.preview.quiet")}</Notice>}
      <ChipLinks
        label={t("watch.alarms")}
        chips={alarms.map((one) => ({
          label: t(`watch.alarm.${one}`),
          href: view.href(address(one)),
          current: one === alarm,
        }))}
      />
      {previews.length === 0 ? (
        <>
          <ErrorSummary {...form} />
          <Empty title={t("watch.preview.none")} why={t("watch.preview.none_why")} />
        </>
      ) : (
        <>
          <p>{t("watch.preview.what")}</p>
          {shown.more && <Notice tone="info">{t("watch.preview.more", { count: previews.length })}</Notice>}
          <Form
            form={form}
            action={address(alarm)}
            buttons={
              <Button kind="primary" icon="send">
                {t("watch.preview.send", { count: previews.length - unticked.size })}
              </Button>
            }
          >
            {previews.map((preview) => (
              <PreviewedLetter view={view} preview={preview} ticked={!unticked.has(preview.letter.recipient.id)} />
            ))}
          </Form>
        </>
      )}
      {shown.latest.length > 0 && (
        <>
          <h2>{t("watch.preview.earlier")}</h2>
          <ReminderRows view={view} list={shown.latest} />
        </>
      )}
    </Page>
  )
}
