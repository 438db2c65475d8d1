import { understandDay } from "#platform/day.ts"
import { mailError } from "#platform/delivery/outbox.page.tsx"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { type MailWay, waysOf, wayWord } from "../letter/letter-words.ts"
import { askable } from "../sending/asking.pages.tsx"
import { siteOf } from "../site.ts"
import { noteReceipt, receiptChannels } from "./note-receipt.ts"
import { reportAddress } from "./report-address.ts"
import {
  type ReportRecipient,
  recipientsOfSending,
  reportRecipient,
  type Sending,
  sendingById,
} from "./sending.store.ts"

/** The sending of the address with its resolution, for the staff of the territory. */
async function load(c: Ctx) {
  const resolution = await askable(c)
  const sending = await sendingById(c.var.services.db, Number(c.req.param("sending")))
  if (sending?.resolutionId !== resolution.id) throw notFound()
  return { resolution, sending }
}
type Loaded = Awaited<ReturnType<typeof load>>

const pathOf = ({ resolutionId, id }: Sending) => `/resolutions/${resolutionId}/execution/sendings/${id}`
const crumbsOf = (view: View, { resolution }: Loaded) => [
  { href: "/resolutions", label: view.t("resolution.list.title") },
  { href: `/resolutions/${resolution.id}`, label: resolution.title },
  { href: `/resolutions/${resolution.id}/execution`, label: view.t("execution.title") },
  { href: `/resolutions/${resolution.id}/execution/sending`, label: view.t("execution.sending.title") },
]

/** One report that was sent: to whom, how each letter stands, who has confirmed it. */
async function sendingPage(c: Ctx) {
  const { view, services } = c.var
  const { t, locale } = view
  const loaded = await load(c)
  const { sending, resolution } = loaded
  const recipients = await recipientsOfSending(services.db, sending.id)
  const letters = recipients.flatMap(({ letterId: id, mailId }) => (id === null ? [] : [{ id, mailId }]))
  const ways = await waysOf(services.db, letters)
  const { on, known, recipientId } = sending
  return c.html(
    <Page
      view={view}
      title={t("execution.sending.one", { on: longDate(on, locale) })}
      crumbs={crumbsOf(view, loaded)}
      sub={t("execution.sending.dated", { date: longDate(sending.dated, locale) })}
      state={t("execution.sending.received", { received: Number(sending.received), sent: Number(sending.sent) })}
    >
      <p class="buttons">
        <LinkButton href={view.href(`${pathOf(sending)}/report.docx`)} icon="download" download>
          {t("execution.sending.file")}
        </LinkButton>
        <LinkButton href={view.href(reportAddress(resolution.id, { on, known, recipientId }))}>
          {t("execution.sending.see")}
        </LinkButton>
      </p>
      <h2>{t("execution.sending.text")}</h2>
      <blockquote class="plain">
        {sending.text.split(/\n\s*\n/).map((part) => (
          <p>{part}</p>
        ))}
      </blockquote>
      <h2>{t("execution.sending.recipients")}</h2>
      <Rows label={t("execution.sending.recipients")}>
        {recipients.map((one) => (
          <RecipientRow view={view} path={pathOf(sending)} one={one} way={ways.get(one.letterId ?? 0)} />
        ))}
      </Rows>
    </Page>,
  )
}

function RecipientRow(props: { view: View; path: string; one: ReportRecipient; way: MailWay | undefined }) {
  const { view, path, one, way } = props
  const { t, locale } = view
  const how = way && wayWord(t, way)
  return (
    <Row
      title={one.name}
      mini={[
        one.email,
        one.numberText && (
          <a href={view.href(`/letters/${one.letterId}`)}>
            {t("execution.sending.number", { number: one.numberText })}
          </a>
        ),
        how && `${t("letter.mail")}: ${how.word}`,
        way?.error && mailError(view, way.error),
        one.receivedBy && t(`request.channel.${one.receivedBy}`),
        [one.receiverName, one.receiverPost].filter(Boolean).join(", "),
        one.theirNumber && t("execution.receipt.number", { number: one.theirNumber }),
        !one.receivedOn && (
          <a href={view.href(`${path}/receipts/${one.id}`)}>
            {t("execution.receipt.note")} <span class="unseen">{one.name}</span>
          </a>
        ),
      ]}
      end={
        one.receivedOn ? (
          <StateMark tone="done" word={t("execution.receipt.on", { date: longDate(one.receivedOn, locale) })} />
        ) : (
          <StateMark tone="silent" word={t("execution.receipt.none")} />
        )
      }
    />
  )
}

async function ofSending(c: Ctx) {
  const loaded = await load(c)
  const recipient = await reportRecipient(c.var.services.db, Number(c.req.param("recipient")))
  if (recipient?.sendingId !== loaded.sending.id) throw notFound()
  return { ...loaded, recipient }
}

const fields = ["onDay", "channel", "name", "post", "theirNumber"] as const
type Typed = Record<(typeof fields)[number], string>

async function drawReceipt(c: Ctx, typed: Typed, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const loaded = await ofSending(c)
  const { sending, recipient } = loaded
  const labels = Object.fromEntries(fields.map((name) => [name, t(`execution.receipt.${name}`)])) as Typed
  const form = { view, labels, values: typed, errors }
  const path = pathOf(sending)
  return c.html(
    <Page
      view={view}
      narrow
      title={t("execution.receipt.note")}
      sub={recipient.name}
      crumbs={[
        ...crumbsOf(view, loaded),
        { href: path, label: t("execution.sending.one", { on: longDate(sending.on, view.locale) }) },
      ]}
    >
      <Form
        form={form}
        action={`${path}/receipts/${recipient.id}`}
        buttons={<Button kind="primary">{t("execution.receipt.save")}</Button>}
      >
        <DateField {...field(form, "onDay")} required />
        <RadioCards
          {...field(form, "channel")}
          required
          inline
          choices={receiptChannels.map((value) => ({ value, label: t(`request.channel.${value}`) }))}
        />
        <TextField {...field(form, "name")} />
        <TextField {...field(form, "post")} />
        <TextField {...field(form, "theirNumber")} width="medium" />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function saveReceipt(c: Ctx) {
  const { services } = c.var
  const { sending, recipient } = await ofSending(c)
  const form = await formOf(c)
  const typed = Object.fromEntries(fields.map((name) => [name, textOf(form, name)])) as Typed
  const onDay = understandDay(typed.onDay, sending.dated)
  if (onDay === null) return drawReceipt(c, typed, { onDay: { key: "invalid.date" } })
  const input = { ...typed, id: recipient.id, onDay, site: siteOf(services) }
  const done = await attempt(act(c, noteReceipt, input, textOf(form, "key")))
  if ("errors" in done) return drawReceipt(c, typed, done.errors)
  return goTo(c, pathOf(sending), "execution.receipt.saved", { name: recipient.name })
}

/** What became of a report that was sent, and receipts that the coordinator was told of. */
export function receiptPages(app: Pages) {
  const path = "/resolutions/:id{[0-9]{1,15}}/execution/sendings/:sending{[0-9]{1,15}}"
  app.get(path, sendingPage)
  app.get(`${path}/report.docx`, async (c) => {
    const { sending } = await load(c)
    const [file] = await attachmentsOf(c.var.services.db, { kind: "report_sending", id: sending.id })
    if (!file) throw notFound()
    return sendAttachment(c, file)
  })
  app.get(`${path}/receipts/:recipient{[0-9]{1,15}}`, (c) =>
    drawReceipt(c, {
      onDay: longDate(c.var.view.today, c.var.view.locale),
      channel: "",
      name: "",
      post: "",
      theirNumber: "",
    }),
  )
  app.post(`${path}/receipts/:recipient{[0-9]{1,15}}`, saveReceipt)
}
