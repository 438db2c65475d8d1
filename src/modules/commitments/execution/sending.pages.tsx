import { contactsOf, foldName, partiesByFoldedName } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import { askable } from "../sending/asking.pages.tsx"
import { siteOf } from "../site.ts"
import { reportTitle } from "./execution-words.ts"
import { loadReport } from "./load-execution.ts"
import { type ReportAddressee, readRecipients, recipientsText } from "./recipient-list.ts"
import { pastDay, wantedBy } from "./report-address.ts"
import { sendExecution } from "./send-execution.ts"
import { type Checked, SendingPage, type Typed } from "./sending.page.tsx"
import { lastRecipients, sendingsOf } from "./sending.store.ts"

const perPage = 20

/** Who of the list the registry knows: an e-mail that was left out is taken from there. */
async function checkedList(db: Db, all: ReportAddressee[]): Promise<Checked[]> {
  const parties = await partiesByFoldedName(
    db,
    all.map(({ name }) => foldName(name)),
  )
  const contacts = await contactsOf(db, [...parties.values()])
  return all.map(({ name, email }) => {
    const party = parties.get(foldName(name))
    return { name, email: email || contacts.get(party ?? 0)?.email || "", party: party !== undefined }
  })
}

type Resolution = Awaited<ReturnType<typeof askable>>
type Shown = { typed: Typed; checked?: Checked[]; errors?: Record<string, Saying> }

async function draw(c: Ctx, resolution: Resolution, { typed, checked, errors }: Shown) {
  const { view, services } = c.var
  const after = /^\d{1,15}$/.test(c.req.query("after") ?? "") ? Number(c.req.query("after")) : undefined
  const earlier = await sendingsOf(services.db, resolution.id, perPage + 1, after)
  const report = await loadReport(services.db, resolution.id, { on: view.today, known: null })
  return c.html(
    <SendingPage
      view={view}
      resolution={resolution}
      recipients={report.recipients}
      typed={typed}
      checked={checked}
      earlier={earlier.slice(0, perPage)}
      more={earlier.length > perPage}
      hasSmtp={Boolean(services.config.SMTP_URL)}
      errors={errors ?? {}}
    />,
    errors && Object.keys(errors).length ? 422 : 200,
  )
}

/** The form as it is first shown: the day of the address, the list that got the last report, a text to go with it. */
async function begin(c: Ctx) {
  const { view, services } = c.var
  const resolution = await askable(c)
  const { day, recipientId } = wantedBy(c.req.query(), view.today)
  const last = await lastRecipients(services.db, resolution.id, resolution.territoryId)
  const site = siteOf(services)
  const typed: Typed = {
    on: longDate(day.on, view.locale),
    addressee: recipientId === null ? "" : String(recipientId),
    to: recipientsText(last),
    text: site.say("execution.sending.default.text", {
      report: reportTitle({ t: site.say }, resolution.title),
      date: site.say("execution.on", { date: longDate(day.on, site.locale) }),
    }),
  }
  return draw(c, resolution, { typed })
}

/** What is wrong with what was typed: fields by their names. */
function troublesOf({ on, to, text }: Typed, today: string): Record<string, Saying> {
  const { all, wrong } = readRecipients(to)
  const [first] = wrong
  return {
    ...(pastDay(on, today) === null && { on: { key: "execution.invalid.day" } }),
    ...(!all.length && { to: { key: "execution.invalid.nobody" } }),
    ...(all.length > 200 && { to: { key: "execution.invalid.many" } }),
    ...(first && { to: { key: `execution.invalid.line.${first.why}`, params: { line: first.line } } }),
    ...(!text && { text: { key: "invalid.required" } }),
  }
}

async function checkOrSend(c: Ctx) {
  const { view, services } = c.var
  const resolution = await askable(c)
  const form = await formOf(c)
  const typed: Typed = {
    on: textOf(form, "on"),
    addressee: textOf(form, "addressee"),
    to: textOf(form, "to"),
    text: textOf(form, "text"),
  }
  const errors = troublesOf(typed, view.today)
  if (Object.keys(errors).length) return draw(c, resolution, { typed, errors })
  const { all } = readRecipients(typed.to)
  if (textOf(form, "do") !== "send") {
    const checked = await checkedList(services.db, all)
    return draw(c, resolution, { typed: { ...typed, to: recipientsText(checked) }, checked })
  }
  const input = {
    id: resolution.id,
    on: pastDay(typed.on, view.today),
    recipientId: /^\d{1,15}$/.test(typed.addressee) ? Number(typed.addressee) : null,
    text: typed.text,
    to: all,
    filesDir: services.filesDir,
    site: siteOf(services),
  }
  const done = await attempt(act(c, sendExecution, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, resolution, { typed, errors: done.errors })
  const { sending, mailed, paper } = done.value
  return goTo(c, `/resolutions/${resolution.id}/execution/sendings/${sending}`, "execution.sending.done", {
    mailed,
    paper,
  })
}

/** Sending the report on the execution of a resolution to a list of recipients. */
export function sendingPages(app: Pages) {
  const path = "/resolutions/:id{[0-9]{1,15}}/execution/sending"
  app.get(path, begin)
  app.post(path, checkOrSend)
}
