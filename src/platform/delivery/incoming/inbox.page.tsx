import type { Attachment } from "#platform/files/attachment.store.ts"
import type { View } from "#platform/view.ts"
import { Facts } from "#ui/card.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import type { IncomingMail, listIncoming } from "./incoming.store.ts"
import type { findMailbox } from "./mailbox.store.ts"

const crumbs = (view: View) => [{ href: "/settings", label: view.t("delivery.settings") }]
const subject = (view: View, mail: { subject: string }) => mail.subject || view.t("inbox.no_subject")
const sender = ({ from_name, from_address }: Pick<IncomingMail, "from_name" | "from_address">) =>
  from_name ? `${from_name} <${from_address}>` : from_address

const State = ({ view, route }: { view: View; route: string | null }) =>
  route ? (
    <StateMark tone="done" word={view.t("inbox.placed")} />
  ) : (
    <StateMark tone="unsent" word={view.t("inbox.not_placed")} />
  )

function address(by: { route?: "none" | undefined; after?: number | undefined }): string {
  const query = new URLSearchParams()
  if (by.route) query.set("route", by.route)
  if (by.after !== undefined) query.set("after", String(by.after))
  return `/settings/inbox${query.size ? `?${query}` : ""}`
}

/** What came in by mail, newest first. `mailbox` is absent where none is set up. */
export function InboxPage(props: {
  view: View
  list: Awaited<ReturnType<typeof listIncoming>>
  route: "none" | undefined
  mailbox: { known: Awaited<ReturnType<typeof findMailbox>> } | undefined
}) {
  const { view, list, route, mailbox } = props
  const { t, href } = view
  const chip = (one: "none" | undefined, label: string) => ({
    label,
    href: href(address({ route: one })),
    current: one === route,
  })
  return (
    <Page view={view} title={t("inbox.title")} crumbs={crumbs(view)} sub={t("inbox.what")}>
      {!mailbox && <Notice tone="info">{t("inbox.no_mailbox")}</Notice>}
      {mailbox?.known?.trouble && (
        <Notice tone="warn" title={t("inbox.trouble")}>
          <Moment view={view} at={mailbox.known.trouble_since!} />: {mailbox.known.trouble}
        </Notice>
      )}
      <ChipLinks
        label={t("inbox.which")}
        chips={[chip(undefined, t("inbox.all")), chip("none", t("inbox.not_placed"))]}
      />
      {list.mails.length === 0 && <Empty title={t("inbox.empty")} why={t("inbox.empty_why")} />}
      <Rows label={t("inbox.title")}>
        {list.mails.map((mail) => (
          <Row
            href={href(`/settings/inbox/${mail.id}`)}
            title={subject(view, mail)}
            mini={[
              sender(mail),
              <Moment view={view} at={mail.received_at} />,
              mail.trouble && t(`inbox.${mail.trouble}`),
            ]}
            end={<State view={view} route={mail.route} />}
          />
        ))}
      </Rows>
      <Pager view={view} more={list.more === undefined ? undefined : href(address({ route, after: list.more }))} />
    </Page>
  )
}

/** One message. */
export function IncomingPage({ view, mail, files }: { view: View; mail: IncomingMail; files: Attachment[] }) {
  const { t, href } = view
  return (
    <Page
      view={view}
      title={subject(view, mail)}
      crumbs={[...crumbs(view), { href: "/settings/inbox", label: t("inbox.title") }]}
      narrow
    >
      {mail.trouble && <Notice tone="warn">{t(`inbox.${mail.trouble}`)}</Notice>}
      <Facts
        facts={[
          [t("inbox.from"), sender(mail)],
          [t("inbox.received"), <Moment view={view} at={mail.received_at} />],
          [t("delivery.state"), <State view={view} route={mail.route} />],
          [t("inbox.route"), mail.route],
          [
            t("inbox.files"),
            files.length > 0 &&
              files.map((file) => (
                <div>
                  <a href={href(`/files/${file.id}`)} data-turbo="false">
                    {file.name}
                  </a>
                </div>
              )),
          ],
          [t("inbox.not_kept"), mail.not_kept.length > 0 && mail.not_kept.join(", ")],
        ]}
      />
      {mail.body_text && <pre class="letter">{mail.body_text}</pre>}
      {mail.full_text !== mail.body_text && (
        <details class="text-around">
          <summary>{t("inbox.full")}</summary>
          <pre class="letter">{mail.full_text}</pre>
        </details>
      )}
    </Page>
  )
}
