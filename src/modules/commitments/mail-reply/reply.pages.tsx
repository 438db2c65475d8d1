import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, notFound, type Saying } from "#platform/refusal.ts"
import { type Typed, typedFields } from "../request/record-answer.page.tsx"
import { underForm, understood } from "../request/record-answer.pages.tsx"
import { siteOf } from "../site.ts"
import { dismissReply, restoreReply } from "./dismiss-reply.ts"
import { fitting, kindsOf, loadReply, type WholeReply } from "./load-reply.ts"
import { ReplyPage, type Shown } from "./reply.page.tsx"
import { requestsOfActs } from "./reply.store.ts"
import { type Filled, filledIn } from "./reply-form.tsx"
import { replyList } from "./reply-list.page.tsx"
import { takeReply } from "./take-reply.ts"

const base = "/replies/:id{[0-9]{1,15}}"

/** The kind that the form is for: the one asked for, the one guessed, the first that is possible. */
function kindOf(c: Ctx, loaded: WholeReply) {
  const kinds = kindsOf(loaded)
  return kinds.find((one) => one === c.req.query("kind")) ?? kinds.find((one) => one === loaded.guess.kind) ?? kinds[0]
}

async function draw(
  c: Ctx,
  loaded: WholeReply,
  over: { filled?: Filled; errors?: Record<string, Saying>; dismissal?: Shown["dismissal"] } = {},
) {
  const { view, services, actor } = c.var
  const { reply } = loaded
  const kind = kindOf(c, loaded)
  const filled = kind && (over.filled ?? filledIn(view, siteOf(services), loaded, kind))
  const wrong = over.errors ?? over.dismissal?.errors ?? {}
  return c.html(
    <ReplyPage
      view={view}
      loaded={loaded}
      answer={kind && filled && { kind, filled, errors: over.errors ?? {} }}
      {...(over.dismissal && { dismissal: over.dismissal })}
      taken={await requestsOfActs(services.db, reply.actIds)}
      journal={await journalFor(services, actor, { kind: "mail_reply", id: reply.id })}
    />,
    Object.keys(wrong).length ? 422 : 200,
  )
}

const list = (value: unknown): string[] => [value ?? []].flat().filter((one): one is string => typeof one === "string")

async function record(c: Ctx) {
  const loaded = await loadReply(c)
  const { services, view } = c.var
  const kind = kindOf(c, loaded)
  const form = await formOf(c)
  const typed = Object.fromEntries(typedFields.map((name) => [name, textOf(form, name)])) as Typed
  const filled = { typed, requests: list(form.requests), files: list(form.files) }
  const take = async () => {
    const { channel: _, ...said } = understood(typed, view.today)
    // Without a script nothing keeps the last tick in its place.
    const known = kind ? fitting(loaded, kind).map((one) => String(one.request.id)) : []
    if (!filled.requests.some((one) => known.includes(one)) && loaded.reply.state === "waiting")
      throw new InvalidInput({ requests: { key: "reply.invalid.requests" } })
    const { id } = loaded.reply
    const input = { ...said, ...filled, id, kind, site: siteOf(services) }
    return act(c, takeReply, input, textOf(form, "key"))
  }
  const done = await attempt(take())
  if ("errors" in done) return draw(c, loaded, { filled, errors: underForm(done.errors) })
  const [request, ...others] = done.value.requests
  return goTo(c, others.length ? "/replies" : `/requests/${request}`, "reply.recorded", { count: others.length + 1 })
}

async function dismiss(c: Ctx) {
  const loaded = await loadReply(c)
  const form = await formOf(c)
  const reason = textOf(form, "reason")
  const done = await attempt(act(c, dismissReply, { id: loaded.reply.id, reason }, textOf(form, "key")))
  if ("errors" in done) return draw(c, loaded, { dismissal: { reason, errors: done.errors } })
  return goTo(c, "/replies", "reply.dismissed")
}

async function restore(c: Ctx) {
  const { reply } = await loadReply(c)
  const form = await formOf(c)
  const done = await attempt(act(c, restoreReply, { id: reply.id }, textOf(form, "key")))
  const [trouble] = "errors" in done ? Object.values(done.errors) : []
  if (trouble) return goTo(c, `/replies/${reply.id}`, trouble.key as "reply.restored", trouble.params, "warn")
  return goTo(c, `/replies/${reply.id}`, "reply.restored")
}

/** `/replies`: answers that came by e-mail, for the staff; `/replies/7`: one of them, and what to make of it. */
export function replyPages(app: Pages) {
  app.get("/replies", replyList)
  app.get(base, async (c) => draw(c, await loadReply(c)))
  app.post(`${base}/answer`, record)
  app.post(`${base}/dismissal`, dismiss)
  app.post(`${base}/return`, restore)
  app.get(`${base}/files/:file{[0-9a-f-]{36}}`, async (c) => {
    const { files } = await loadReply(c)
    const file = files.find(({ id }) => id === c.req.param("file"))
    if (!file) throw notFound()
    return sendAttachment(c, file)
  })
}
