import { perform } from "#platform/command.ts"
import { attachmentsOfAll } from "#platform/files/attachment.store.ts"
import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, deedKey, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { actsOf, requestsOfRecipient } from "../request/request.store.ts"
import type { AnswerKind } from "../request/request.ts"
import { siteOf } from "../site.ts"
import { CheckPage } from "./check.page.tsx"
import { FieldsPage } from "./fields.page.tsx"
import { AllAnswered, ItemPage } from "./item.page.tsx"
import { keepDraft } from "./keep-draft.ts"
import { isAnswerKind, type LoadedItem, loadItem, prefilled } from "./load-item.ts"
import { type Link, withLink } from "./open-link.tsx"
import { readUploads } from "./read-uploads.ts"
import { sendAnswer } from "./send-answer.ts"
import { fieldsOf, readAnswer, type Typed } from "./typed-answer.ts"
import { countDeed } from "./waiting-time.ts"
import { whatIsAsked } from "./what-is-asked.ts"
import { isUnanswered } from "./words.ts"

type Form = Awaited<ReturnType<typeof formOf>>
type Errors = Partial<Record<string, Saying>>

const drawItem = (c: Ctx, at: LoadedItem, errors: { kind?: Saying; ""?: Saying } = {}, status: 200 | 409 | 422 = 200) =>
  c.html(<ItemPage view={c.var.view} {...at} errors={errors} />, status)

const drawFields = (
  c: Ctx,
  at: LoadedItem,
  kind: AnswerKind,
  values: Typed,
  errors: Errors = {},
  status: 200 | 422 = 200,
) =>
  c.html(
    <FieldsPage view={c.var.view} {...at} kind={kind} values={values} files={at.draftFiles} errors={errors} />,
    status,
  )

/** The item that waits for an answer; when none does, the only one there is, or all of them. */
const first = withLink(async (c, link) => {
  const asked = await whatIsAsked(c.var.services.db, link.recipient)
  const next =
    asked.items.find((item) => isUnanswered(item, c.var.view.today)) ?? (asked.items.length === 1 && asked.items[0])
  if (next) return drawItem(c, await loadItem(c, link, next.request.id))
  return c.html(
    <AllAnswered view={c.var.view} base={`/answer/${link.token}`} addressee={link.recipient.addressee} asked={asked} />,
  )
})

const one = withLink(async (c, link) => {
  const at = await loadItem(c, link)
  const kind = isAnswerKind(c.req.query("kind"))
  if (kind && at.kinds.includes(kind))
    return drawFields(c, at, kind, { ...prefilled(c, link, at.item, kind), ...at.draft })
  if (c.req.query("step")) return drawItem(c, at, { kind: { key: "answering.invalid.kind" } }, 422)
  return drawItem(c, at)
})

/** All that may be typed, and nothing else of the form. */
function typedIn(form: Form, kind: AnswerKind | undefined): Typed {
  const names = new Set<string>([...Object.values(fieldsOf).flat(), "name", "post"])
  names.delete("files")
  const typed = [...names].filter((name) => name in form).map((name) => [name, textOf(form, name)])
  return { ...Object.fromEntries(typed), ...(kind && { kind }) }
}

const listOf = (form: Form, name: string) => [form[name] ?? []].flat().filter((value) => typeof value === "string")

/** Remembers what was entered. What another form had kept about the same request stays where this one says nothing. */
async function remember(c: Ctx, { here: _, ...at }: LoadedItem, form: Form, typed: Typed) {
  const { db, clock, listeners, filesDir } = c.var.services
  const key = textOf(form, "key")
  const uploads = await readUploads(form)
  if (uploads.length) await countDeed(c, at.item.request.recipientId, "files")
  await perform(
    keepDraft,
    { db, clock, listeners, actor: c.var.actor, key: key && (await deedKey(c, key)) },
    {
      id: at.item.request.id,
      fields: { ...at.draft, ...typed },
      uploads,
      drop: listOf(form, "drop"),
      filesDir,
    },
  )
}

/** Fields of the form as the command names them. */
const named = (errors: Record<string, Saying>): Errors =>
  Object.fromEntries(
    Object.entries(errors).map(([name, saying]) => [
      name === "file" ? "files" : name.replace(/^fields\./, "").replace(/\.\d+$/, ""),
      saying,
    ]),
  )

const keepOrCheck = withLink(async (c, link) => {
  const form = await formOf(c)
  const at = await loadItem(c, link)
  const kind = isAnswerKind(textOf(form, "kind"))
  if (!kind) return drawItem(c, at, { kind: { key: "answering.invalid.kind" } }, 422)
  const typed = typedIn(form, kind)
  const kept = await attempt(remember(c, at, form, typed))
  if ("errors" in kept) return drawFields(c, at, kind, typed, named(kept.errors), 422)
  if (textOf(form, "step") === "keep") return goTo(c, at.here, "answering.kept")
  const now = await loadItem(c, link)
  const { errors } = readAnswer(kind, typed, {
    standing: now.item.request,
    waiting: now.waiting,
    today: c.var.view.today,
  })
  if (errors[""]) return drawItem(c, { ...now, draft: typed }, errors, 409)
  if (Object.keys(errors).length) return drawFields(c, now, kind, typed, errors, 422)
  return goTo(c, `${at.here}/check`)
})

/** What a script keeps meanwhile; the page stays as it is. */
const keepQuietly = withLink(async (c, link) => {
  const form = await formOf(c)
  const at = await loadItem(c, link)
  await remember(c, at, { ...form, files: [], drop: [], key: "" }, typedIn(form, isAnswerKind(textOf(form, "kind"))))
  return c.body(null, 204)
})

const check = withLink(async (c, link) => {
  const at = await loadItem(c, link)
  const kind = isAnswerKind(at.draft?.kind)
  if (!at.draft || !kind) return goTo(c, at.here)
  const today = c.var.view.today
  const { answer, errors } = readAnswer(kind, at.draft, { standing: at.item.request, waiting: at.waiting, today })
  if (Object.keys(errors).length) return goTo(c, `${at.here}${errors[""] ? "" : `?kind=${kind}`}`)
  const files = kind === "report" ? at.draftFiles : []
  return c.html(<CheckPage view={c.var.view} {...at} answer={answer} typed={at.draft} files={files} />)
})

const send = withLink(async (c, link) => {
  const form = await formOf(c)
  const at = await loadItem(c, link)
  const kind = isAnswerKind(textOf(form, "kind"))
  if (!kind) return drawItem(c, at, { kind: { key: "answering.invalid.kind" } }, 422)
  const typed = typedIn(form, kind)
  const today = c.var.view.today
  const { answer, errors } = readAnswer(kind, typed, { standing: at.item.request, waiting: at.waiting, today })
  // Whether it is possible now is the command's question: it knows that the same form was sent before.
  const { "": _, ...wrong } = errors
  if (Object.keys(wrong).length) return drawFields(c, at, kind, typed, wrong, 422)
  const input = {
    ...answer,
    id: at.item.request.id,
    files: listOf(form, "file"),
    seen: textOf(form, "seen"),
    site: siteOf(c.var.services),
  }
  const key = textOf(form, "key")
  const sent = await attempt(countDeed(c, link.recipient.id, "").then(() => act(c, sendAnswer, input, key)))
  if ("value" in sent) return goTo(c, at.base, "answering.sent", { kind })
  if (!sent.errors[""]) return drawFields(c, at, kind, typed, named(sent.errors), 422)
  await remember(c, at, {}, typed)
  const now = await loadItem(c, link)
  return drawItem(c, { ...now, draft: typed }, { "": sent.errors[""] }, 409)
})

/** Files of the thread, for those who are its sides. */
const file = withLink(async (c, link: Link) => {
  const { db } = c.var.services
  const requests = await requestsOfRecipient(db, link.recipient.id)
  const acts = await actsOf(
    db,
    requests.map((r) => r.id),
  )
  const files = await attachmentsOfAll(
    db,
    "act",
    acts.map((a) => a.id),
  )
  const found = [...files.values()].flat().find(({ id }) => id === c.req.param("file"))
  if (!found) throw notFound()
  return sendAttachment(c, found)
})

/** `/answer/:token`: what one recipient was asked, and their answers. GET changes nothing, whoever opens it how often. */
export function answerPages(app: Pages) {
  app.get("/answer/:token", first)
  app.get("/answer/:token/files/:file{[0-9a-f-]{36}}", file)
  app.get("/answer/:token/:request{[0-9]+}", one)
  app.post("/answer/:token/:request{[0-9]+}", keepOrCheck)
  app.post("/answer/:token/:request{[0-9]+}/draft", keepQuietly)
  app.get("/answer/:token/:request{[0-9]+}/check", check)
  app.post("/answer/:token/:request{[0-9]+}/answer", send)
}
