import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { shortDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import { siteOf } from "../site.ts"
import { answerRequest } from "./answer-request.ts"
import { loadForDeed } from "./load-request.ts"
import { kindsNow, RecordAnswerPage, type Typed, typedFields } from "./record-answer.page.tsx"
import { canAsk } from "./request.policy.ts"
import type { AnswerKind } from "./request.ts"
import { comingDay, pastDay, storeFiles, termOf } from "./typed.ts"

const address = "/requests/:id{[0-9]{1,15}}/answer"

async function load(c: Ctx) {
  const loaded = await loadForDeed(c, ({ scopes }) => canAsk(c.var.actor, scopes))
  const kinds = kindsNow(loaded)
  const kind = kinds.find((one) => one === c.req.query("kind")) ?? kinds[0]
  return { loaded, kind }
}

const over = (c: Ctx) => goTo(c, `/requests/${c.req.param("id")}`, "request.refusal.not_now", {}, "warn")

const draw = (
  c: Ctx,
  { loaded }: Pick<Awaited<ReturnType<typeof load>>, "loaded">,
  kind: AnswerKind,
  typed: Typed,
  errors: Record<string, Saying> = {},
) =>
  c.html(
    <RecordAnswerPage view={c.var.view} loaded={loaded} kind={kind} typed={typed} errors={errors} />,
    Object.keys(errors).length ? 422 : 200,
  )

async function send(c: Ctx) {
  const { loaded, kind } = await load(c)
  if (!kind) return over(c)
  const form = await formOf(c)
  const typed = Object.fromEntries(typedFields.map((name) => [name, textOf(form, name)])) as Typed
  const { services, view } = c.var
  const record = async () =>
    act(
      c,
      answerRequest,
      {
        ...understood(typed, view.today),
        id: loaded.request.id,
        kind,
        files: await storeFiles(c, form, "file"),
        site: siteOf(services),
      },
      textOf(form, "key"),
    )
  const done = await attempt(record())
  if ("errors" in done) return draw(c, { loaded }, kind, typed, underForm(done.errors))
  return goTo(c, `/requests/${loaded.request.id}`, "request.recorded")
}

/**
 * What was typed, as the command takes it: days and terms understood, links apart.
 * @throws InvalidInput for a term that is none
 */
export const understood = (typed: Typed, today: string) => ({
  ...typed,
  ...termOf(typed.term, today, "term"),
  until: comingDay(typed.until, today),
  onDay: pastDay(typed.onDay, today),
  share: typed.share === "" ? null : typed.share,
  links: typed.links.split(/\s+/).filter(Boolean),
})

/** `links.0` → `links`: the form has one field for all of them. */
export const underForm = (errors: Record<string, Saying>): Record<string, Saying> =>
  Object.fromEntries(Object.entries(errors).map(([name, saying]) => [name.replace(/^links\.\d+$/, "links"), saying]))

/** «Записать ответ»: `/requests/7/answer?kind=accept`. */
export function recordAnswerPages(app: Pages) {
  app.get(address, async (c) => {
    const { loaded, kind } = await load(c)
    if (!kind) return over(c)
    const { view } = c.var
    const { recipient, request } = loaded
    const known = { name: recipient.answererName, post: recipient.answererPost }
    const empty = Object.fromEntries(typedFields.map((name) => [name, ""])) as Typed
    const share = kind === "report" ? String(request.share || 100) : ""
    const onDay = shortDate(view.today, view.locale)
    return draw(c, { loaded }, kind, { ...empty, ...known, share, onDay, channel: "paper" })
  })
  app.post(address, send)
}
