import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { milestonesOf } from "../milestone/milestone.store.ts"
import { finishStep, planMilestones } from "../milestone/plan-milestones.ts"
import { understandTerm } from "../request/term.ts"
import { siteOf } from "../site.ts"
import { freeLines, MilestonesPage } from "./milestones.page.tsx"
import { type Link, withLink } from "./open-link.tsx"
import type { Typed } from "./typed-answer.ts"
import { whatIsAsked } from "./what-is-asked.ts"

async function open(c: Ctx, { token, recipient }: Link) {
  const asked = await whatIsAsked(c.var.services.db, recipient)
  const item = asked.items.find(({ request }) => request.id === Number(c.req.param("request")))
  if (!item) throw notFound()
  return { item, here: `/answer/${token}/${item.request.id}` }
}

const drawForm = withLink(async (c, link) => {
  const { view, services } = c.var
  const { item, here } = await open(c, link)
  const left = (await milestonesOf(services.db, item.request.id)).filter(({ doneOn }) => !doneOn)
  const values = Object.fromEntries(
    left.flatMap(({ text, dueOn }, i) => [
      [`text${i + 1}`, text],
      [`due${i + 1}`, dueOn ? longDate(dueOn, view.locale) : ""],
    ]),
  )
  return c.html(
    <MilestonesPage view={view} here={here} words={item.words} lines={left.length + freeLines} values={values} />,
  )
})

/** The lines that hold something, with their days understood. */
function readLines(typed: Typed, lines: number, today: string) {
  const errors: Record<string, Saying> = {}
  const milestones = Array.from({ length: lines }, (_, i) => {
    const [text, due] = [typed[`text${i + 1}`] ?? "", typed[`due${i + 1}`] ?? ""]
    const understood = understandTerm(due, today)
    if (!understood || understood.term) errors[`due${i + 1}`] = { key: "invalid.date" }
    if (due && !text) errors[`text${i + 1}`] = { key: "invalid.required" }
    if (text.length > 500) errors[`text${i + 1}`] = { key: "invalid.too_long" }
    return { text, dueOn: understood?.termOn ?? null }
  })
  return { milestones: milestones.filter(({ text }) => text), errors }
}

const save = withLink(async (c, link) => {
  const { view } = c.var
  const { item, here } = await open(c, link)
  const form = await formOf(c)
  const lines = Math.min(50, Object.keys(form).filter((name) => /^text\d+$/.test(name)).length)
  const typed = Object.fromEntries(Object.keys(form).map((name) => [name, textOf(form, name)]))
  const { milestones, errors } = readLines(typed, lines, view.today)
  const again = (wrong: Record<string, Saying>) =>
    c.html(
      <MilestonesPage view={view} here={here} words={item.words} lines={lines} values={typed} errors={wrong} />,
      422,
    )
  if (Object.keys(errors).length) return again(errors)
  const done = await attempt(act(c, planMilestones, { id: item.request.id, milestones }, textOf(form, "key")))
  return "errors" in done ? again(done.errors) : goTo(c, here, "answering.steps.saved")
})

const finish = withLink(async (c, link) => {
  const { item, here } = await open(c, link)
  const input = { id: item.request.id, step: c.req.param("step"), site: siteOf(c.var.services) }
  try {
    await act(c, finishStep, input, textOf(await formOf(c), "key"))
  } catch (err) {
    if (!(err instanceof Refusal && err.status === 409)) throw err
    return goTo(c, here, "answering.steps.not_now", {}, "warn")
  }
  return goTo(c, here, "answering.steps.finished")
})

/** `/answer/:token/:request/steps`: the way to the term in parts. */
export function milestonesPages(app: Pages) {
  app.get("/answer/:token/:request{[0-9]+}/steps", drawForm)
  app.post("/answer/:token/:request{[0-9]+}/steps", save)
  app.post("/answer/:token/:request{[0-9]+}/steps/:step{[0-9]+}", finish)
}
