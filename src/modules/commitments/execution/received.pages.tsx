import { resolutionById } from "#modules/deliberation/public.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { sendAttachment } from "#platform/files/send-attachment.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { linkBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Downloads } from "#ui/list.tsx"
import { WhoAsks } from "../answering/closed.page.tsx"
import { waitingTime } from "../answering/waiting-time.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { siteOf } from "../site.ts"
import { confirmReceipt } from "./confirm-receipt.ts"
import { reportTitle } from "./execution-words.ts"
import { loadReport } from "./load-execution.ts"
import { receiptHolder } from "./receipt-link.ts"
import { ReportBody, ReportState } from "./report-body.tsx"
import { type ReportRecipient, reportRecipient, type Sending, sendingById } from "./sending.store.ts"

type Link = { token: string; recipient: ReportRecipient; sending: Sending }

/** A page behind the link of a report. A link that opens nothing says so; those that were never given out are counted. */
const withLink =
  (draw: (c: Ctx, link: Link) => Response | Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const { db, secret, clock } = c.var.services
    const token = c.req.param("token") ?? ""
    const id = receiptHolder(secret, token)
    const recipient = id === null ? undefined : await reportRecipient(db, id)
    if (!recipient) return closed(c, "unknown")
    if (recipient.expiresAt <= clock.now()) return closed(c, "expired")
    return draw(c, { token, recipient, sending: (await sendingById(db, recipient.sendingId))! })
  }

async function closed(c: Ctx, why: "unknown" | "expired") {
  const { view, services } = c.var
  const { db, clock } = services
  const wait = why === "unknown" ? await take(db, [linkBucket(clientAddress(c))], clock.now()) : null
  const said = wait ? view.explain(waitingTime(c, wait)) : view.t(`execution.closed.${why}`)
  return c.html(
    <Page view={view} narrow title={view.t("answering.closed.title")} state={said}>
      <WhoAsks view={view} asker={await loadLetterhead(db)} />
    </Page>,
    wait ? 429 : why === "unknown" ? 404 : 410,
  )
}

async function draw(c: Ctx, link: Link, typed = { name: "", post: "" }, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t, locale } = view
  const { token, recipient, sending } = link
  const { on, known } = sending
  const resolution = (await resolutionById(services.db, sending.resolutionId))!
  const report = await loadReport(services.db, resolution.id, { on, known }, sending.recipientId)
  const head = await loadLetterhead(services.db, resolution.territoryId)
  const one = report.recipients.find(({ id }) => id === sending.recipientId)
  return c.html(
    <Page
      view={view}
      title={reportTitle(view, resolution.title)}
      sub={[
        t("execution.on", { date: longDate(on, locale) }),
        one && t("execution.only", { addressee: one.addressee }).replace(/\.$/, ""),
        head.organisation,
      ]
        .filter(Boolean)
        .join(" · ")}
      state={<ReportState view={view} report={report} />}
    >
      <Confirm view={view} link={link} typed={typed} errors={errors} />
      <Downloads view={view} files={[{ href: view.href(`/received/${token}/report.docx`), label: ".docx" }]} />
      <p>{t("execution.received.for", { name: recipient.name })}</p>
      <ReportBody view={view} report={report} open={resolution.visibility === "open"} />
      <WhoAsks view={view} asker={head} />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** «Получили», or when that was said. */
function Confirm(props: {
  view: View
  link: Link
  typed: Record<"name" | "post", string>
  errors: Record<string, Saying>
}) {
  const { view, link, typed, errors } = props
  const { t } = view
  const { receivedOn } = link.recipient
  if (receivedOn)
    return <Notice tone="done">{t("execution.receipt.thanks", { date: longDate(receivedOn, view.locale) })}</Notice>
  const labels = { name: t("execution.receipt.name"), post: t("execution.receipt.post") }
  const form = { view, labels, values: typed, errors }
  return (
    <Card title={t("execution.received.title")}>
      <p>{t("execution.received.what")}</p>
      <Form
        form={form}
        action={`/received/${link.token}`}
        buttons={<Button kind="primary">{t("execution.received.do")}</Button>}
      >
        <TextField {...field(form, "name")} autocomplete="name" />
        <TextField {...field(form, "post")} autocomplete="organization-title" />
      </Form>
    </Card>
  )
}

const confirm = withLink(async (c, link) => {
  const form = await formOf(c)
  const typed = { name: textOf(form, "name"), post: textOf(form, "post") }
  const input = { ...typed, token: link.token, site: siteOf(c.var.services) }
  const done = await attempt(act(c, confirmReceipt, input, textOf(form, "key")))
  return "errors" in done ? draw(c, link, typed, done.errors) : goTo(c, `/received/${link.token}`)
})

/** `/received/:token`: a report as it was sent, for whoever got its link. Opening it changes nothing. */
export function receivedPages(app: Pages) {
  app.get(
    "/received/:token",
    withLink((c, link) => draw(c, link)),
  )
  app.post("/received/:token", confirm)
  app.get(
    "/received/:token/report.docx",
    withLink(async (c, { sending }) => {
      const [file] = await attachmentsOf(c.var.services.db, { kind: "report_sending", id: sending.id })
      if (!file) throw notFound()
      return sendAttachment(c, file)
    }),
  )
}
