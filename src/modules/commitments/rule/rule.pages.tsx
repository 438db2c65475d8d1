import { staff } from "#platform/actor.ts"
import { understandDay, zoneInWords } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { CardLinks } from "#ui/card.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import { siteOf } from "../site.ts"
import { rounds } from "../watch/reminder.store.ts"
import { changeRule, ruleFields } from "./change-rule.ts"
import { comparisonDecisions, loadRule } from "./rule.store.ts"

const days = ["silentDays", "soonDays", "repeatDays", "escalateDays", "linkDays"] as const
const ticks = ["automatic", "comparisons"] as const
const path = "/settings/watching"

async function draw(c: Ctx, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const { db } = services
  const [rule, decisions, [last], journal] = await Promise.all([
    loadRule(db),
    comparisonDecisions(db),
    rounds(db),
    journalFor(services, actor, { kind: "rule", id: 1 }),
  ])
  const labels = Object.fromEntries(
    [...ruleFields, "decidedOn", "basis"].map((name) => [name, t(`rule.${name}` as "rule.basis")]),
  )
  const stored = Object.fromEntries(
    ruleFields.map((name) => [name, typeof rule[name] === "boolean" ? (rule[name] ? "yes" : "") : String(rule[name])]),
  )
  const form = { view, errors, labels, values: typed ?? stored }
  const number = (name: (typeof days)[number]) => (
    <TextField {...field(form, name)} inputmode="numeric" width="short" required hint={t(`rule.${name}_hint`)} />
  )
  return c.html(
    <Page
      view={view}
      narrow
      title={t("rule.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("rule.what")}
    >
      <p>{last ? t("rule.last_round", { ...last, date: longDate(last.day, view.locale) }) : t("rule.no_round")}</p>
      <CardLinks
        links={[
          { href: view.href("/reminders"), label: t("watch.title"), icon: "mail" },
          { href: view.href("/reminders/paper"), label: t("watch.paper"), icon: "printer" },
        ]}
      />
      <Form form={form} action={path} buttons={<Button kind="primary">{t("rule.save")}</Button>}>
        <FieldGroup legend={t("rule.group.days")}>{days.map(number)}</FieldGroup>
        <FieldGroup legend={t("rule.group.sending")}>
          <Checkbox {...field(form, "automatic")} hint={t("rule.automatic_hint")} />
          <TextField
            {...field(form, "sendHour")}
            inputmode="numeric"
            width="short"
            required
            hint={t("rule.sendHour_hint", { zone: zoneInWords(view.zone, view.locale) })}
          />
        </FieldGroup>
        <FieldGroup legend={t("rule.group.comparisons")} hint={t("rule.comparisons_what")}>
          <Checkbox {...field(form, "comparisons")} hint={t("rule.comparisons_hint")} />
          <DateField {...field(form, "decidedOn")} />
          <TextField {...field(form, "basis")} maxlength={300} />
        </FieldGroup>
      </Form>
      {decisions.length > 0 && (
        <>
          <h2>{t("rule.decisions")}</h2>
          <Rows>
            {decisions.map(({ allowed, decidedOn, basis }) => (
              <Row
                title={t(allowed ? "rule.decision.on" : "rule.decision.off")}
                mini={[<Day view={view} date={decidedOn} />, basis]}
              />
            ))}
          </Rows>
        </>
      )}
      <History view={view} subject="rule" entries={journal} />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(
    [...ruleFields, "decidedOn", "basis"].map((name) => [name, textOf(form, name)]),
  ) as Record<(typeof ruleFields)[number] | "decidedOn" | "basis", string>
  const site = siteOf(c.var.services)
  const { decidedOn } = typed
  const input = {
    ...typed,
    ...Object.fromEntries(ticks.map((name) => [name, typed[name] === "yes"])),
    decidedOn: decidedOn ? (understandDay(decidedOn, site.today) ?? decidedOn) : null,
    site,
  }
  const done = await attempt(act(c, changeRule, input, textOf(form, "key")))
  return "errors" in done ? draw(c, typed, done.errors) : goTo(c, path, "rule.saved")
}

/** `/settings/watching`: when addressees are reminded. For the staff of the whole installation. */
export function rulePages(app: Pages) {
  app.use(path, async (c, next) => {
    if (!staff(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(path, (c) => draw(c))
  app.post(path, save)
}
