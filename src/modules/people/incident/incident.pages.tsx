import { z } from "zod"
import { dayIn } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { canKeepTexts } from "../consent/keep-texts.ts"
import { listIncidents } from "./incident.store.ts"
import { clocksOf, facts, isClosed, saidOf } from "./incident.ts"
import { ClockLine } from "./incident-words.tsx"
import { typedInstant } from "./typed-instant.ts"
import { openIncident } from "./write-incident.ts"

export const incidentsPath = "/settings/incidents"
const pageSize = 50
export const incidentCrumbs = ({ t }: View) => [
  { href: "/settings", label: t("session.settings.title") },
  { href: incidentsPath, label: t("incident.list") },
]

/** A page of the journal for those who keep it, and for nobody else. */
export const guarded = (handle: (c: Ctx) => Response | Promise<Response>) => (c: Ctx) => {
  if (!canKeepTexts(c.var.actor)) throw notAllowed()
  return handle(c)
}

/** The time of a clock, «14:30», that the installation shows at an instant. */
export const timeIn = (zone: string, at: Date) =>
  at.toLocaleTimeString("ru-RU", { hour: "2-digit", minute: "2-digit", timeZone: zone })

async function list(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const before = z.coerce.number().int().positive().optional().catch(undefined).parse(c.req.query("before"))
  const found = await listIncidents(services.db, pageSize + 1, before)
  const rows = found.slice(0, pageSize)
  return c.html(
    <Page
      view={view}
      title={t("incident.list")}
      state={t("incident.list.what")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
    >
      <div class="buttons">
        <LinkButton kind="primary" icon="plus" href={view.href(`${incidentsPath}/new`)}>
          {t("incident.open")}
        </LinkButton>
      </div>
      {rows.length === 0 && <Empty title={t("incident.none")} why={t("incident.none.why")} />}
      {rows.length > 0 && (
        <Rows label={t("incident.list")}>
          {rows.map((one) => (
            <Row
              href={view.href(`${incidentsPath}/${one.number}`)}
              title={t("incident.number", { number: one.number })}
              mini={[
                saidOf(one, "what")[0]?.body.slice(0, 150) ?? "",
                <>
                  {t("incident.found")} <Moment view={view} at={one.foundAt} />
                </>,
              ]}
              end={
                isClosed(one) ? (
                  <StateMark tone="closed" word={t("incident.closed")} />
                ) : (
                  clocksOf(one, view.now)
                    .filter(({ toldAt }) => !toldAt)
                    .slice(0, 1)
                    .map((clock) => <ClockLine view={view} clock={clock} />)
                )
              }
            />
          ))}
        </Rows>
      )}
      <Pager
        view={view}
        first={before ? view.href(incidentsPath) : undefined}
        more={found.length > pageSize ? view.href(`${incidentsPath}?before=${rows.at(-1)!.number}`) : undefined}
      />
    </Page>,
  )
}

type Typed = Record<string, string>

async function newForm(c: Ctx, typed: Typed = {}, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const labels = {
    foundDay: t("incident.found.day"),
    foundTime: t("incident.found.time"),
    ...(Object.fromEntries(facts.map((name) => [name, t(`incident.fact.${name}`)])) as Record<
      (typeof facts)[number],
      string
    >),
  }
  const values = {
    foundDay: longDate(dayIn(view.zone, view.now), view.locale),
    foundTime: timeIn(view.zone, view.now),
    ...typed,
  }
  const form = { view, labels, values, errors }
  return c.html(
    <Page view={view} narrow title={t("incident.open")} state={t("incident.open.what")} crumbs={incidentCrumbs(view)}>
      <Form
        form={form}
        action={`${incidentsPath}/new`}
        draft="incident"
        buttons={
          <>
            <Button kind="primary">{t("incident.open.do")}</Button>
            <LinkButton href={view.href(incidentsPath)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <FieldGroup legend={t("incident.found")} hint={t("incident.found.hint")}>
          <DateField {...field(form, "foundDay")} required />
          <TextField {...field(form, "foundTime")} required width="short" autocomplete="off" />
        </FieldGroup>
        {facts.map((name) => (
          <TextArea
            {...field(form, name)}
            rows={3}
            maxlength={8000}
            required={name === "what"}
            hint={t(`incident.hint.${name}`)}
          />
        ))}
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function open(c: Ctx) {
  const form = await formOf(c)
  const names = ["foundDay", "foundTime", ...facts]
  const typed: Typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)]))
  const { foundDay = "", foundTime = "", ...known } = typed
  const foundAt = typedInstant({ day: foundDay, time: foundTime }, c.var.view)
  const done = await attempt(act(c, openIncident, { ...known, foundAt }, textOf(form, "key")))
  if (!("errors" in done)) return goTo(c, `${incidentsPath}/${done.value.number}`, "incident.was_opened")
  const { foundAt: trouble, ...others } = done.errors
  return newForm(c, typed, { ...(trouble && { foundTime: trouble }), ...others })
}

/** `/settings/incidents`: the journal, and the form that opens an incident. */
export function incidentListPages(app: Pages) {
  app.get(incidentsPath, guarded(list))
  app.get(
    `${incidentsPath}/new`,
    guarded((c) => newForm(c)),
  )
  app.post(`${incidentsPath}/new`, guarded(open))
}
