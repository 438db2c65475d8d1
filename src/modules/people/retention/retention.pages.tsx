import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { CardLinks } from "#ui/card.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { changeRetention } from "./change-retention.ts"
import { countDue } from "./due.store.ts"
import { loadRetention } from "./retention.store.ts"
import { type Retention, retentionFields } from "./retention.ts"

export const retentionPath = "/settings/retention"
export const duePath = `${retentionPath}/due`
/** The count of who waits stops here. */
const countLimit = 500

type Typed = Record<keyof Retention, string>

async function draw(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const [rules, waiting, journal] = await Promise.all([
    loadRetention(services.db),
    countDue(services.db, view.today, countLimit),
    journalFor(services, actor, { kind: "retention", id: 1 }),
  ])
  const form: FormState<keyof Retention> = {
    view,
    errors,
    labels: {
      idleMonths: t("field.retention.idleMonths"),
      withdrawnDays: t("field.retention.withdrawnDays"),
      readingMonths: t("field.retention.readingMonths"),
    },
    values:
      typed ?? (Object.fromEntries(retentionFields.map((name) => [name, String(rules[name])])) as unknown as Typed),
  }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("retention.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("retention.what")}
    >
      <CardLinks
        links={[
          { href: view.href(duePath), label: t("retention.due.link", { count: waiting }), icon: "users" },
          { href: view.href("/settings/erasures"), label: t("people.erasure.list"), icon: "file-text" },
        ]}
      />
      <Form form={form} action={retentionPath} buttons={<Button kind="primary">{t("registry.form.save")}</Button>}>
        {retentionFields.map((name) => (
          <TextField
            {...field(form, name)}
            inputmode="numeric"
            width="short"
            required
            hint={t(`retention.${name}.hint`)}
          />
        ))}
      </Form>
      <p>{t("retention.acts")}</p>
      <History view={view} subject="retention" entries={journal} />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(retentionFields.map((name) => [name, textOf(form, name)])) as Typed
  const done = await attempt(act(c, changeRetention, typed, textOf(form, "key")))
  return "errors" in done ? draw(c, typed, done.errors) : goTo(c, retentionPath, "retention.saved")
}

/** `/settings/retention`: how long is kept what. For the staff of the whole installation, with all below it. */
export function retentionPages(app: Pages) {
  app.use(`${retentionPath}/*`, async (c, next) => {
    if (!staff(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(retentionPath, (c) => draw(c))
  app.post(retentionPath, save)
}
