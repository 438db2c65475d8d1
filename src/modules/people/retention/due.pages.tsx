import { z } from "zod"
import { understandDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager } from "#ui/list.tsx"
import { Tabs } from "#ui/tabs.tsx"
import { peopleByIds } from "../person/person.store.ts"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { showPeople, showPerson } from "../person/show-person.ts"
import { dueOf } from "./due.store.ts"
import { DueList } from "./due-list.tsx"
import { keepPerson } from "./keep-person.ts"
import { loadDue } from "./load-due.ts"
import { duePath, retentionPath } from "./retention.pages.tsx"

const pageSize = 50
const query = z.object({
  show: z.literal("kept").optional().catch(undefined),
  after: z.coerce.number().int().positive().optional().catch(undefined),
})

const crumbs = ({ t }: View) => [
  { href: "/settings", label: t("session.settings.title") },
  { href: retentionPath, label: t("retention.title") },
]

async function list(c: Ctx) {
  const { services, view, actor } = c.var
  const { t, today } = view
  const { show, after } = query.parse(c.req.query())
  const kept = show === "kept"
  const { rules, next, ...due } = await loadDue(services.db, { kept, today, after, limit: pageSize })
  const people = await peopleByIds(
    services.db,
    due.rows.map(({ personId }) => personId),
  )
  const shown = await showPeople(services.db, actor, people, today)
  const names = new Map(shown.map(({ person }) => [person.id, fullName(person)]))
  const rows = due.rows.map((row) => ({ ...row, name: names.get(row.personId) ?? "" }))
  const first = kept ? `${duePath}?show=kept` : duePath
  return c.html(
    <Page view={view} title={t("retention.due.title")} crumbs={crumbs(view)} state={t("retention.due.what")}>
      <Tabs
        label={t("retention.due.title")}
        tabs={[
          { href: view.href(duePath), label: t("retention.due.waiting"), current: !kept },
          { href: view.href(`${duePath}?show=kept`), label: t("retention.due.kept"), current: kept },
        ]}
      />
      {rows.length > 0 ? (
        <DueList view={view} rows={rows} withdrawnDays={rules.withdrawnDays} kept={kept} />
      ) : (
        <Empty
          title={t(kept ? "retention.due.none_kept" : "retention.due.none")}
          why={kept ? undefined : t("retention.due.none.why")}
        />
      )}
      <Pager
        view={view}
        first={after ? view.href(first) : undefined}
        more={next ? view.href(`${duePath}?${kept ? "show=kept&" : ""}after=${next}`) : undefined}
      />
    </Page>,
  )
}

type Name = "until" | "why"

async function form(c: Ctx, values: Partial<Record<Name, string>> = {}, errors: Record<string, Saying> = {}) {
  const { services, view, actor } = c.var
  const { t } = view
  const id = c.req.param("id") ?? ""
  const [line, shown] = await Promise.all([dueOf(services.db, id), showPerson(services.db, actor, id, view.today)])
  if (!line || !shown) throw notFound()
  const labels = { until: t("field.person.keptUntil"), why: t("field.person.keptWhy") }
  const state: FormState<Name> = { view, labels, values, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("retention.keep.title")}
      crumbs={[...crumbs(view), { href: duePath, label: t("retention.due.title") }]}
      sub={fullName(shown.person)}
    >
      <p>{t("retention.keep.about")}</p>
      {line.keptUntil && (
        <p>{t("retention.keep.now", { day: longDate(line.keptUntil, view.locale), why: line.keptWhy })}</p>
      )}
      <Form
        form={state}
        action={`${duePath}/${id}/keeping`}
        buttons={
          <>
            <Button kind="primary">{t("retention.keep")}</Button>
            <LinkButton href={view.href(duePath)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <DateField {...field(state, "until")} required />
        <TextField {...field(state, "why")} required maxlength={500} hint={t("retention.keep.why.hint")} />
      </Form>
      <p>
        <a href={view.href(addressOfPerson(id))}>{t("retention.keep.card")}</a>
      </p>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function keep(c: Ctx) {
  const typed = await formOf(c)
  const values = { until: textOf(typed, "until"), why: textOf(typed, "why") }
  const until = understandDay(values.until, c.var.view.today) ?? values.until
  const input = { id: c.req.param("id"), why: values.why, until }
  const done = await attempt(act(c, keepPerson, input, textOf(typed, "key")))
  return "errors" in done ? form(c, values, done.errors) : goTo(c, duePath, "retention.keep.done")
}

/** «Пора уничтожить»: whom the rules of retention name, for somebody to decide about each. */
export function duePages(app: Pages) {
  app.get(duePath, list)
  app.get(`${duePath}/${idPath}/keeping`, (c) => form(c))
  app.post(`${duePath}/${idPath}/keeping`, keep)
}
