import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { understandDay } from "#platform/day.ts"
import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { Confirm } from "#ui/confirm.tsx"
import { Page } from "#ui/frame.tsx"
import { addQuietDay, removeQuietDay } from "./quiet-day.ts"
import { readYearFile } from "./read-year-file.ts"
import { resetYear } from "./reset-year.ts"
import { storeYear } from "./store-year.ts"
import { type Refused, WorkdaysPage } from "./workdays.page.tsx"
import { findYear, loadWorkdays, quietDaysOf } from "./workdays.store.ts"
import { daysOfYear } from "./workdays.ts"
import { yearAsCsv } from "./year-csv.ts"
import { firstYear, lastYear } from "./year-file.ts"
import { YearPreview } from "./year-preview.page.tsx"

const path = "/settings/workdays"
const oneYear = `${path}/:year{20\\d\\d}`
const asked = z.object({ year: z.coerce.number().int().min(firstYear).max(lastYear).optional().catch(undefined) })

async function draw(c: Ctx, wanted?: number, refused?: Refused) {
  const { view, actor, services } = c.var
  const { db } = services
  const year = wanted ?? Number(view.today.slice(0, 4))
  const [workdays, stored, quiet, journal] = await Promise.all([
    ...([loadWorkdays(db), findYear(db, year), quietDaysOf(db, year)] as const),
    journalFor(services, actor, { kind: "workday_year", id: year }),
  ])
  const shown = { year, workdays, stored, quiet, journal }
  return c.html(<WorkdaysPage view={view} shown={shown} {...(refused && { refused })} />, refused ? 422 : 200)
}

async function preview(c: Ctx) {
  const file = [(await formOf(c)).file].flat()[0]
  if (!(file instanceof File) || !file.size) return draw(c, undefined, { missing: true })
  const read = await readYearFile(new Uint8Array(await file.arrayBuffer()))
  if (!read.ok) return draw(c, undefined, { troubles: read.troubles })
  const { year, days } = read
  const stored = await findYear(c.var.services.db, year)
  return c.html(<YearPreview view={c.var.view} {...{ year, days, stored }} fileName={file.name.slice(0, 200)} />)
}

async function store(c: Ctx) {
  const form = await formOf(c)
  const year = field(form, "year")
  const days = Object.keys(form).flatMap((name) =>
    name.startsWith("day.") ? [[name.slice(4), field(form, name)] as const] : [],
  )
  const input = { year, fileName: field(form, "fileName"), days: Object.fromEntries(days) }
  await act(c, storeYear, input, field(form, "key"))
  return goTo(c, `${path}?year=${year}`, "workdays.stored", { year })
}

async function askReset(c: Ctx) {
  const { view, services } = c.var
  const stored = await findYear(services.db, Number(c.req.param("year")))
  if (!stored) throw notFound()
  const { year, file_name: file } = stored
  const crumbs = [
    { href: "/settings", label: view.t("session.settings.title") },
    { href: `${path}?year=${year}`, label: view.t("workdays.title") },
  ]
  return c.html(
    <Page view={view} narrow title={view.t("workdays.reset.title", { year })} crumbs={crumbs}>
      <Confirm
        view={view}
        action={`${path}/${year}/reset`}
        lost={[view.t("workdays.reset.lost", { year, file })]}
        undo={view.t("workdays.reset.undo")}
        deed={view.t("workdays.reset")}
        back={`${path}?year=${year}`}
      />
    </Page>,
  )
}

async function addQuiet(c: Ctx) {
  const form = await formOf(c)
  const typed = { day: field(form, "day"), reason: field(form, "reason") }
  const { today, locale } = c.var.view
  const day = typed.day && (understandDay(typed.day, today) ?? typed.day)
  const done = await attempt(act(c, addQuietDay, { day, reason: typed.reason }, field(form, "key")))
  if ("errors" in done) return draw(c, asked.parse({ year: day.slice(0, 4) }).year, { typed, errors: done.errors })
  return goTo(c, `${path}?year=${day.slice(0, 4)}`, "workdays.quiet.added", { day: longDate(day, locale) })
}

async function removeQuiet(c: Ctx) {
  const day = c.req.param("day")!
  await act(c, removeQuietDay, { day }, field(await formOf(c), "key"))
  const said = { day: longDate(day, c.var.view.locale) }
  return goTo(c, `${path}?year=${day.slice(0, 4)}`, "workdays.quiet.removed", said)
}

async function download(c: Ctx) {
  const { view, services } = c.var
  const year = Number(c.req.param("file")!.slice(0, 4))
  c.header("Content-Type", "text/csv; charset=utf-8")
  c.header("Content-Disposition", contentDisposition("attachment", `workdays-${year}.csv`))
  return c.body(yearAsCsv(daysOfYear(await loadWorkdays(services.db), year), view.t))
}

/** `/settings/workdays`: the production calendar, for administrators. */
export function workdaysPages(app: Pages) {
  app.use(`${path}/*`, async (c, next) => {
    if (!administrator(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(path, (c) => draw(c, asked.parse(c.req.query()).year))
  app.post(path, preview)
  app.post(`${path}/years`, store)
  app.get(`${path}/:file{20\\d\\d\\.csv}`, download)
  app.get(`${oneYear}/reset`, askReset)
  app.post(`${oneYear}/reset`, async (c) => {
    const year = c.req.param("year")
    await act(c, resetYear, { year }, field(await formOf(c), "key"))
    return goTo(c, `${path}?year=${year}`, "workdays.was_reset", { year })
  })
  app.get(`${path}/quiet`, (c) => goTo(c, path))
  app.post(`${path}/quiet`, addQuiet)
  app.post(`${path}/quiet/:day{\\d{4}-\\d\\d-\\d\\d}/removal`, removeQuiet)
}
