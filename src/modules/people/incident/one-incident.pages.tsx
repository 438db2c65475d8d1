import { dayIn } from "#platform/day.ts"
import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { namesOfUsers } from "#platform/session/user/user.store.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { presentOperator } from "../consent/consent-text.store.ts"
import { guarded, incidentCrumbs, incidentsPath, timeIn } from "./incident.pages.tsx"
import { incidentByNumber } from "./incident.store.ts"
import { clocksOf, entryKinds, facts, type Incident, isClosed, notices, saidOf, terms } from "./incident.ts"
import { ClockLine } from "./incident-words.tsx"
import { noticeDocx } from "./notice-docx.ts"
import { typedInstant } from "./typed-instant.ts"
import { addEntry, closeIncident } from "./write-incident.ts"

type Typed = Record<string, string>
type Again = { form: "entry" | "closing"; typed: Typed; errors: Record<string, Saying> }
const inLines = (text: string) => text.split("\n").map((line, i) => [i > 0 && <br />, line])

async function loaded(c: Ctx): Promise<Incident> {
  const incident = await incidentByNumber(c.var.services.db, Number(c.req.param("number")))
  if (!incident) throw notFound()
  return incident
}

/** What is known, each fact with all that was written to it. */
const Known = ({ view, incident }: { view: View; incident: Incident }) => (
  <Card title={view.t("incident.known")}>
    <Facts
      facts={facts.map((kind) => {
        const [first, ...later] = saidOf(incident, kind)
        return [
          view.t(`incident.fact.${kind}`),
          first && (
            <>
              {inLines(first.body)}
              {later.map(({ body, at }) => (
                <p>
                  <span class="mini">
                    {view.t("incident.added")} <Moment view={view} at={at} plain />:{" "}
                  </span>
                  {inLines(body)}
                </p>
              ))}
            </>
          ),
        ]
      })}
    />
  </Card>
)

function EntryForm({ view, incident, again }: { view: View; incident: Incident; again: Again | undefined }) {
  const { t } = view
  const typed = again?.form === "entry" ? again.typed : {}
  const labels = {
    kind: t("incident.entry.kind"),
    body: t("incident.entry.body"),
    toldDay: t("incident.entry.day"),
    toldTime: t("incident.entry.time"),
  }
  const values = {
    kind: "",
    toldDay: longDate(dayIn(view.zone, view.now), view.locale),
    toldTime: timeIn(view.zone, view.now),
    ...typed,
  }
  const form = { view, labels, values, errors: again?.form === "entry" ? again.errors : {} }
  return (
    <Card title={t("incident.entry")}>
      <p class="mini">{t("incident.entry.what")}</p>
      <Form
        form={form}
        action={`${incidentsPath}/${incident.number}/entries`}
        draft={`incident-${incident.number}`}
        buttons={<Button kind="primary">{t("incident.entry.do")}</Button>}
      >
        <SelectField
          {...field(form, "kind")}
          required
          empty={t("incident.entry.kind.empty")}
          options={entryKinds
            .filter((kind) => kind !== "closed")
            .map((value) => ({ value, label: t(`incident.fact.${value}`) }))}
        />
        <TextArea {...field(form, "body")} rows={4} maxlength={8000} hint={t("incident.entry.body.hint")} />
        <DateField {...field(form, "toldDay")} hint={t("incident.entry.told.hint")} />
        <TextField {...field(form, "toldTime")} width="short" autocomplete="off" />
      </Form>
    </Card>
  )
}

function ClosingForm({ view, incident, again }: { view: View; incident: Incident; again: Again | undefined }) {
  const { t } = view
  const mine = again?.form === "closing" ? again : undefined
  const labels = { conclusion: t("incident.fact.closed"), unsent: t("incident.unsent") }
  const form = { view, labels, values: mine?.typed ?? {}, errors: mine?.errors ?? {} }
  return (
    <Card title={t("incident.close")}>
      <Form
        form={form}
        action={`${incidentsPath}/${incident.number}/closing`}
        buttons={<Button>{t("incident.close.do")}</Button>}
      >
        <TextArea {...field(form, "conclusion")} rows={4} maxlength={8000} required hint={t("incident.hint.closed")} />
        {clocksOf(incident, view.now).some(({ toldAt }) => !toldAt) && <Checkbox {...field(form, "unsent")} />}
      </Form>
    </Card>
  )
}

async function draw(c: Ctx, again?: Again) {
  const { view, services } = c.var
  const { t } = view
  const incident = await loaded(c)
  const names = await namesOfUsers(
    services.db,
    incident.entries.map(({ userId }) => userId),
  )
  const closed = saidOf(incident, "closed")[0]
  return c.html(
    <Page
      view={view}
      title={t("incident.number", { number: incident.number })}
      crumbs={incidentCrumbs(view)}
      sub={
        <>
          {t("incident.found")} <Moment view={view} at={incident.foundAt} />
        </>
      }
      state={closed && <StateMark tone="closed" word={t("incident.closed")} />}
    >
      <Card title={t("incident.terms")}>
        <p class="mini">{t("incident.terms.what")}</p>
        <Rows label={t("incident.terms")}>
          {clocksOf(incident, view.now).map((clock) => (
            <Row
              title={t(`incident.term.${clock.term}`)}
              mini={[closed && !clock.toldAt ? t("incident.need_not") : <ClockLine view={view} clock={clock} />]}
              end={
                <LinkButton download href={view.href(`${incidentsPath}/${incident.number}/${clock.term}.docx`)}>
                  {t("incident.notice.take")}
                </LinkButton>
              }
            />
          ))}
        </Rows>
      </Card>
      <Known view={view} incident={incident} />
      {closed && <Card title={t("incident.fact.closed")}>{inLines(closed.body)}</Card>}
      <Card title={t("incident.journal")}>
        <Rows label={t("incident.journal")}>
          {incident.entries.map(({ kind, body, toldAt, at, userId }) => (
            <Row
              title={t(`incident.fact.${kind}`)}
              mini={[
                toldAt && (
                  <>
                    {t("incident.told_at")} <Moment view={view} at={toldAt} plain />
                  </>
                ),
                (notices as readonly string[]).includes(kind) && body,
                <>
                  {t("incident.written")} <Moment view={view} at={at} plain />
                </>,
                names.get(userId ?? "") ?? "",
              ]}
            />
          ))}
        </Rows>
      </Card>
      <EntryForm view={view} incident={incident} again={again} />
      {!isClosed(incident) && <ClosingForm view={view} incident={incident} again={again} />}
    </Page>,
    again ? 422 : 200,
  )
}

async function add(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(["kind", "body", "toldDay", "toldTime"].map((name) => [name, textOf(form, name)]))
  const number = Number(c.req.param("number"))
  const notice = (notices as readonly string[]).includes(typed.kind ?? "")
  const toldAt = notice ? typedInstant({ day: typed.toldDay ?? "", time: typed.toldTime ?? "" }, c.var.view) : null
  const input = { number, kind: typed.kind, body: typed.body, toldAt }
  const done = await attempt(act(c, addEntry, input, textOf(form, "key")))
  if (!("errors" in done)) return goTo(c, `${incidentsPath}/${number}`, "incident.was_added")
  const { toldAt: trouble, ...others } = done.errors
  return draw(c, { form: "entry", typed, errors: { ...others, ...(trouble && { toldTime: trouble }) } })
}

async function close(c: Ctx) {
  const form = await formOf(c)
  const typed = { conclusion: textOf(form, "conclusion"), unsent: textOf(form, "unsent") }
  const number = Number(c.req.param("number"))
  const input = { number, body: typed.conclusion, unsent: typed.unsent === "yes" }
  const done = await attempt(act(c, closeIncident, input, textOf(form, "key")))
  if (!("errors" in done)) return goTo(c, `${incidentsPath}/${number}`, "incident.was_closed")
  const { body: trouble, ...others } = done.errors
  return draw(c, { form: "closing", typed, errors: { ...others, ...(trouble && { conclusion: trouble }) } })
}

async function paper(c: Ctx) {
  const { view, services } = c.var
  const incident = await loaded(c)
  const term = terms.find((one) => `${one}.docx` === c.req.param("file"))
  if (!term) throw notFound()
  const bytes = await noticeDocx(view, { operator: await presentOperator(services.db), incident, term })
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Content-Disposition": contentDisposition("attachment", `${view.t(`incident.notice.${term}`)}.docx`),
  })
}

/** One incident: its terms, what is known, what is written to it, the papers. */
export function incidentPages(app: Pages) {
  const one = `${incidentsPath}/:number{[0-9]{1,9}}`
  app.get(
    one,
    guarded((c) => draw(c)),
  )
  app.post(`${one}/entries`, guarded(add))
  app.post(`${one}/closing`, guarded(close))
  app.get(`${one}/:file{[a-z_]+\\.docx}`, guarded(paper))
}
