import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { safeFileName } from "#platform/office/zip.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { ErrorSummary, Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Downloads, Empty } from "#ui/list.tsx"
import { siteOf } from "../site.ts"
import { lettersOfLot, mostInLot, printedLots } from "./paper.store.ts"
import { paperZip } from "./paper-zip.ts"
import { printReminders } from "./print-reminders.ts"
import { paperWaiting } from "./register.store.ts"
import { ReminderRows } from "./reminder-list.tsx"
import { keptTerritories } from "./scope.ts"

async function draw(c: Ctx, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const territories = await keptTerritories(services.db, actor)
  const { list, more } = await paperWaiting(services.db, territories, mostInLot)
  const form = { view, errors, labels: {} as Record<string, string> }
  const lots = await printedLots(services.db, territories)
  return c.html(
    <Page
      view={view}
      title={t("watch.paper")}
      crumbs={[{ href: "/reminders", label: t("watch.title") }]}
      state={t("watch.paper.what")}
    >
      {list.length === 0 ? (
        <>
          <ErrorSummary {...form} />
          <Empty title={t("watch.paper.empty")} why={t("watch.paper.empty_why")} />
        </>
      ) : (
        <>
          <Form
            form={form}
            action="/reminders/paper"
            buttons={
              <Button kind="primary" icon="printer">
                {t("watch.paper.print", { count: list.length })}
              </Button>
            }
          >
            {more && <p>{t("watch.paper.more", { count: list.length })}</p>}
          </Form>
          <ReminderRows view={view} list={list} />
        </>
      )}
      {lots.length > 0 && (
        <>
          <h2>{t("watch.paper.lots")}</h2>
          <Downloads
            view={view}
            files={lots.map(({ first, letters, dated }) => ({
              href: view.href(`/reminders/paper/${first}.zip`),
              label: `${longDate(dated, view.locale)}: ${t("watch.paper.lot", { count: letters })}`,
            }))}
          />
        </>
      )}
    </Page>,
    Object.keys(errors).length ? 409 : 200,
  )
}

async function print(c: Ctx) {
  const key = textOf(await formOf(c), "key")
  const done = await attempt(act(c, printReminders, { site: siteOf(c.var.services) }, key))
  if ("errors" in done) return draw(c, done.errors)
  const { letters, moot } = done.value
  return goTo(c, "/reminders/paper", "watch.paper.printed", { letters, moot })
}

async function archive(c: Ctx) {
  const { view, services, actor } = c.var
  const first = Number.parseInt(c.req.param("file")!, 10)
  const letters = await lettersOfLot(services.db, first, await keptTerritories(services.db, actor))
  if (!letters.length) throw notFound()
  const bytes = await paperZip(services.db, siteOf(services), letters)
  const name = view.t("watch.paper.file", { date: longDate(letters[0]!.dated, view.locale) })
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": "application/zip",
    "Content-Disposition": contentDisposition("attachment", safeFileName(name)),
  })
}

/** `/reminders/paper`: letters for those whom only paper reaches. Under `reminderPages`, which let only the staff in. */
export function paperPages(app: Pages) {
  app.get("/reminders/paper", (c) => draw(c))
  app.post("/reminders/paper", print)
  app.get("/reminders/paper/:file{[0-9]{1,15}\\.zip}", archive)
}
