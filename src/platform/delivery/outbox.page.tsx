import type { MessageKey } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import { Deed } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark, type Tone } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import type { listMail, MailRow } from "./outbox.store.ts"
import { allStates, type MailState } from "./tables.ts"

const tones: Record<MailState, Tone> = { queued: "work", sending: "work", sent: "done", kept: "unsent", failed: "late" }
const crumbs = (view: View) => [{ href: "/settings", label: view.t("delivery.settings") }]

const State = ({ view, state }: { view: View; state: MailState }) => (
  <StateMark tone={tones[state]} word={view.t(`delivery.state.${state}`)} />
)

function address({ state, after }: { state?: MailState | undefined; after?: number | undefined }): string {
  const query = new URLSearchParams()
  if (state) query.set("state", state)
  if (after !== undefined) query.set("after", String(after))
  return `/settings/outbox${query.size ? `?${query}` : ""}`
}

/** Letters that went out, wait or stay here. */
export function OutboxPage(props: {
  view: View
  list: Awaited<ReturnType<typeof listMail>>
  state: MailState | undefined
  hasSmtp: boolean
}) {
  const { view, list, state, hasSmtp } = props
  const { t } = view
  const chip = (one: MailState | undefined, label: string) => ({
    label,
    href: view.href(address({ state: one })),
    current: one === state,
  })
  return (
    <Page view={view} title={t("delivery.title")} crumbs={crumbs(view)}>
      {!hasSmtp && <Notice tone="warn">{t("delivery.no_smtp")}</Notice>}
      <ChipLinks
        label={t("delivery.states")}
        chips={[chip(undefined, t("delivery.state.all")), ...allStates.map((s) => chip(s, t(`delivery.state.${s}`)))]}
      />
      {list.mails.length === 0 && <Empty title={t("delivery.empty")} why={t("delivery.empty_why")} />}
      <Rows label={t("delivery.title")}>
        {list.mails.map((mail) => (
          <Row
            href={view.href(`/settings/outbox/${mail.id}`)}
            title={mail.subject}
            mini={[
              mail.to_address,
              <Moment view={view} at={mail.created_at} />,
              mail.error && mailError(view, mail.error),
            ]}
            end={<State view={view} state={mail.state} />}
          />
        ))}
      </Rows>
      <Pager view={view} more={list.more === undefined ? undefined : view.href(address({ state, after: list.more }))} />
    </Page>
  )
}

/** Why a letter did not go: in our words where it was us who decided, or in those of the mail server. */
export function mailError({ t }: View, error: string): string {
  if (error === "expired" || error === "unsure" || error === "file_missing") return t(`delivery.${error}`)
  return error
}

/** One letter. */
export function MailPage({ view, mail, hasSmtp }: { view: View; mail: MailRow; hasSmtp: boolean }) {
  const { t } = view
  const canResend =
    hasSmtp && (mail.state === "kept" || mail.state === "failed") && !(mail.expires_at && mail.expires_at < view.now)
  return (
    <Page
      view={view}
      title={mail.subject}
      crumbs={[...crumbs(view), { href: "/settings/outbox", label: t("delivery.title") }]}
      narrow
    >
      <Facts
        facts={[
          [t("delivery.to"), mail.to_address],
          [t("delivery.state"), <State view={view} state={mail.state} />],
          [t("delivery.purpose"), t(`delivery.purpose.${mail.purpose}` as MessageKey)],
          [t("delivery.created"), <Moment view={view} at={mail.created_at} />],
          [t("delivery.sent_at"), mail.sent_at && <Moment view={view} at={mail.sent_at} />],
          [t("delivery.attempts"), mail.attempts > 0 && String(mail.attempts)],
          [t("delivery.error"), mail.error && mailError(view, mail.error)],
        ]}
      />
      {mail.body_text ? <pre class="letter">{mail.body_text}</pre> : <p>{t("delivery.erased")}</p>}
      {canResend && (
        <Deed view={view} action={`/settings/outbox/${mail.id}/sending`} icon="send">
          {t("delivery.resend")}
        </Deed>
      )}
    </Page>
  )
}
