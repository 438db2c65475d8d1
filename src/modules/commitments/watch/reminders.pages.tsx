import { z } from "zod"
import { demoResolutions } from "#modules/deliberation/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { loadWorkdays } from "#platform/workdays/workdays.store.ts"
import { isWorkday } from "#platform/workdays/workdays.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager } from "#ui/list.tsx"
import { waysOf } from "../letter/letter-words.ts"
import { letterheads } from "../letter/letterhead.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import { siteOf } from "../site.ts"
import { dueByHand } from "./due.store.ts"
import { gatherLetters } from "./gather-letters.ts"
import { NewRemindersPage } from "./new-reminders.page.tsx"
import { listReminders } from "./register.store.ts"
import { ReminderRows } from "./reminder-list.tsx"
import { reminderMail, wayInOf } from "./reminder-mail.ts"
import { keptTerritories } from "./scope.ts"
import { mostLetters, sendReminders } from "./send-reminders.ts"
import { alarms, watchedDay } from "./watch.ts"

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined)
const asked = z.object({ alarm: z.enum(alarms).catch("overdue"), resolution: id, body: id })
/** A letter has several items, so more requests than letters are looked at. */
const perLetter = 10

/** The letters that can be sent by hand now, the most pressing first. */
async function previewed(c: Ctx, { alarm, resolution, body }: z.output<typeof asked>) {
  const { services, actor } = c.var
  const { db } = services
  const site = siteOf(services)
  const [rule, workdays, except, territories] = await Promise.all([
    loadRule(db),
    loadWorkdays(db),
    demoResolutions(db),
    keptTerritories(db, actor),
  ])
  const day = watchedDay(rule, workdays, site.today)
  const within = { except, territories, resolutionId: resolution, partyId: body }
  const first = await dueByHand(db, day, alarm, within, mostLetters * perLetter)
  const pressing = [...new Set(first.toSorted((a, b) => (a.since < b.since ? -1 : 1)).map((one) => one.recipientId))]
  const recipients = pressing.slice(0, mostLetters)
  const due = recipients.length ? await dueByHand(db, day, alarm, { ...within, recipients }) : []
  const letters = await gatherLetters(
    db,
    due.map((one) => ({ ...one, remind: true, escalate: false })),
  )
  const place = new Map(recipients.map((recipient, i) => [recipient, i]))
  letters.sort((a, b) => place.get(a.recipient.id)! - place.get(b.recipient.id)!)
  const askerOf = await letterheads(db)
  const previews = letters.map((letter) => {
    const { short } = wayInOf(site, letter.recipient)
    const hidden = { url: `${site.baseUrl}/answer/•••`, short, code: "•••••-•••••" }
    const { subject, text } = reminderMail(site, askerOf(letter.territoryId), letter, hidden)
    return { letter, subject, text }
  })
  const latest = await listReminders(db, { territories, limit: 10 })
  return {
    previews,
    more: pressing.length > mostLetters || first.length === mostLetters * perLetter,
    quiet: !isWorkday(workdays, site.today),
    latest: latest.list,
  }
}

async function drawNew(c: Ctx, unticked = new Set<number>(), errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const q = asked.parse(c.req.query())
  const filter = {
    ...(q.resolution && { resolution: String(q.resolution) }),
    ...(q.body && { body: String(q.body) }),
  }
  const shown = await previewed(c, q)
  return c.html(
    <NewRemindersPage {...{ view, filter, unticked, errors, ...shown }} alarm={q.alarm} />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const { alarm } = asked.parse(c.req.query())
  const form = await formOf(c)
  const offered = Object.keys(form).flatMap((name) => (name.startsWith("about.") ? Number(name.slice(6)) : []))
  const ticked = offered.filter((recipient) => textOf(form, `send.${recipient}`) === "yes")
  const letters = ticked.map((recipient) => ({ recipient, requests: textOf(form, `about.${recipient}`).split(" ") }))
  const input = { alarm, letters, site: siteOf(c.var.services) }
  const done = await attempt(act(c, sendReminders, input, textOf(form, "key")))
  if ("errors" in done) {
    const unticked = new Set(offered.filter((recipient) => !ticked.includes(recipient)))
    return drawNew(c, unticked, "" in done.errors ? done.errors : { "": { key: "watch.nobody" } })
  }
  const { mailed, paper, twice, moot } = done.value
  const lacking = twice.length + moot > 0
  return goTo(
    c,
    "/reminders",
    lacking ? "watch.sent_partly" : "watch.sent",
    { mailed, paper, twice: twice.join(", ") || 0, moot },
    lacking ? "warn" : "done",
  )
}

async function register(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const { after } = z.object({ after: id }).parse(c.req.query())
  const { list, more } = await listReminders(services.db, {
    territories: await keptTerritories(services.db, actor),
    after,
  })
  return c.html(
    <Page view={view} title={t("watch.title")} state={t("watch.what")}>
      <p class="buttons">
        <LinkButton href={view.href("/reminders/new")} kind="primary">
          {t("watch.new")}
        </LinkButton>
        <LinkButton href={view.href("/reminders/paper")}>{t("watch.paper")}</LinkButton>
      </p>
      {list.length === 0 && <Empty title={t("watch.empty")} why={t("watch.empty_why")} />}
      <ReminderRows view={view} list={list} ways={await waysOf(services.db, list)} />
      <Pager view={view} more={more === undefined ? undefined : view.href(`/reminders?after=${more}`)} />
    </Page>,
  )
}

/** `/reminders`: whom we reminded; `/reminders/new`: letters by hand, seen before they go. For the staff. */
export function reminderPages(app: Pages) {
  const staffOnly = async (c: Ctx, next: () => Promise<void>) => {
    if (!staffSomewhere(c.var.actor)) throw notAllowed()
    await next()
  }
  app.use("/reminders", staffOnly)
  app.use("/reminders/*", staffOnly)
  app.get("/reminders", register)
  app.get("/reminders/new", (c) => drawNew(c))
  app.post("/reminders/new", send)
}
