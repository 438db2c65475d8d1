import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { withLink } from "../answering/open-link.tsx"
import { whatIsAsked } from "../answering/what-is-asked.ts"
import { loadForDeed } from "../request/load-request.ts"
import { canAsk } from "../request/request.policy.ts"
import { understandTerm } from "../request/term.ts"
import { siteOf } from "../site.ts"
import { freeLines, MilestonesPage } from "./milestone.page.tsx"
import { milestonesOf } from "./milestone.store.ts"
import { finishStep, planMilestones } from "./plan-milestones.ts"

/** A request whose milestones are set: by whoever holds its link, or by the staff who were told. */
type Opened = { id: number; words: string; here: string }

async function drawForm(c: Ctx, { id, words, here }: Opened) {
  const { view, services } = c.var
  const left = (await milestonesOf(services.db, id)).filter(({ doneOn }) => !doneOn)
  const values = Object.fromEntries(
    left.flatMap(({ text, dueOn }, i) => [
      [`text${i + 1}`, text],
      [`due${i + 1}`, dueOn ? longDate(dueOn, view.locale) : ""],
    ]),
  )
  return c.html(
    <MilestonesPage view={view} here={here} words={words} lines={left.length + freeLines} values={values} />,
  )
}

/** The lines that hold something, with their days understood. */
function readLines(typed: Record<string, string>, lines: number, today: string) {
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

async function save(c: Ctx, { id, words, here }: Opened) {
  const { view } = c.var
  const form = await formOf(c)
  const lines = Math.min(50, Object.keys(form).filter((name) => /^text\d+$/.test(name)).length)
  const typed = Object.fromEntries(Object.keys(form).map((name) => [name, textOf(form, name)]))
  const { milestones, errors } = readLines(typed, lines, view.today)
  const again = (errors: Record<string, Saying>) =>
    c.html(<MilestonesPage {...{ view, here, words, lines, errors }} values={typed} />, 422)
  if (Object.keys(errors).length) return again(errors)
  const done = await attempt(act(c, planMilestones, { id, milestones }, textOf(form, "key")))
  return "errors" in done ? again(done.errors) : goTo(c, here, "milestone.saved")
}

async function finish(c: Ctx, { id, here }: Opened) {
  const input = { id, step: c.req.param("step"), site: siteOf(c.var.services) }
  try {
    await act(c, finishStep, input, textOf(await formOf(c), "key"))
  } catch (err) {
    if (!(err instanceof Refusal && err.status === 409)) throw err
    return goTo(c, here, "milestone.not_now", {}, "warn")
  }
  return goTo(c, here, "milestone.finished")
}

type Step = (c: Ctx, opened: Opened) => Promise<Response>

const byLink = (step: Step) =>
  withLink(async (c, { token, recipient }) => {
    const asked = await whatIsAsked(c.var.services.db, recipient)
    const item = asked.items.find(({ request }) => request.id === Number(c.req.param("request")))
    if (!item) throw notFound()
    const { id } = item.request
    return step(c, { id, words: item.words, here: `/answer/${token}/${id}` })
  })

const byStaff = (step: Step) => async (c: Ctx) => {
  const { request, item } = await loadForDeed(
    c,
    ({ request, scopes }) => canAsk(c.var.actor, scopes) && request.stage === "accepted",
  )
  return step(c, { id: request.id, words: request.wording || item.text, here: `/requests/${request.id}` })
}

/** `/answer/:token/:request/steps`, `/requests/:id/steps`: the way to the term in parts. */
export function milestonesPages(app: Pages) {
  for (const [address, by] of [
    ["/answer/:token/:request{[0-9]+}/steps", byLink],
    ["/requests/:id{[0-9]{1,15}}/steps", byStaff],
  ] as const) {
    app.get(address, by(drawForm))
    app.post(address, by(save))
    app.post(`${address}/:step{[0-9]{1,15}}`, by(finish))
  }
}
