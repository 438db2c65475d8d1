import { createMiddleware } from "hono/factory"
import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import type { Ctx, Env } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { listDeliveries } from "../delivery/delivery.store.ts"
import { deliveryStates } from "../tables.ts"
import { addWebhook } from "./add-webhook.ts"
import { checkWebhook } from "./check-webhook.ts"
import { editWebhook } from "./edit-webhook.ts"
import { removeWebhook } from "./remove-webhook.ts"
import { replaceSecret } from "./replace-secret.ts"
import { newSecret } from "./secret.ts"
import { shownOnce } from "./shown-once.ts"
import { switchWebhook } from "./switch-webhook.ts"
import { testWebhook } from "./test-webhook.ts"
import { findWebhook, listWebhooks } from "./webhook.store.ts"
import { type Typed, WebhookForm } from "./webhook-form.tsx"
import { WebhookList } from "./webhook-list.tsx"
import { RemovePage, ReplaceSecretPage, SecretPage, WebhookPage } from "./webhook-page.tsx"

const path = "/webhooks"
const one = `${path}/:id{[0-9]{1,15}}` as const
const perPage = 50
const asked = z.object({
  after: z.coerce.number().int().optional().catch(undefined),
  state: z.enum(deliveryStates).optional().catch(undefined),
})

/** What happens here goes to programs of others: for administrators of the whole installation only. */
const administratorsOnly = createMiddleware<Env>(async (c, next) => {
  if (!administrator(c.var.actor)) throw notAllowed()
  await next()
})

/** The webhook of the address. */
async function found(c: Ctx) {
  const webhook = await findWebhook(c.var.services.db, Number(c.req.param("id")))
  if (!webhook) throw notFound()
  return webhook
}

async function list(c: Ctx) {
  const { after } = asked.parse(c.req.query())
  const rows = await listWebhooks(c.var.services.db, { after, limit: perPage + 1 })
  const webhooks = rows.slice(0, perPage)
  const more = rows.length > perPage ? webhooks.at(-1)!.id : undefined
  return c.html(<WebhookList view={c.var.view} {...{ webhooks, more }} />)
}

async function show(c: Ctx) {
  const { services, view, actor } = c.var
  const webhook = await found(c)
  const { after, state } = asked.parse(c.req.query())
  const [rows, journal] = await Promise.all([
    listDeliveries(services.db, webhook.id, { state, after, limit: perPage + 1 }),
    journalFor(services, actor, { kind: "webhook", id: webhook.id }),
  ])
  const more = rows.length > perPage ? rows[perPage - 1]!.id : undefined
  return c.html(
    <WebhookPage {...{ view, webhook, journal }} deliveries={{ rows: rows.slice(0, perPage), state, more }} />,
  )
}

async function typed(c: Ctx) {
  const form = await formOf(c)
  const ticked = [form.events ?? []].flat().filter((name) => typeof name === "string")
  const values: Typed = {
    name: field(form, "name"),
    url: field(form, "url"),
    which: field(form, "which"),
    events: ticked,
  }
  const input = { name: values.name, url: values.url, events: values.which === "all" ? null : ticked }
  return { values, input, key: field(form, "key") }
}

const blank: Typed = { name: "", url: "", which: "some", events: [] }
async function form(c: Ctx, values: Typed, errors?: Record<string, Saying>) {
  const { view, services } = c.var
  const webhook = c.req.param("id") ? await found(c) : undefined
  const props = { view, modules: services.modules, values, ...(webhook && { webhook }), ...(errors && { errors }) }
  return c.html(<WebhookForm {...props} />, errors ? 422 : 200)
}

async function add(c: Ctx) {
  const { values, input, key } = await typed(c)
  const { secret: installation } = c.var.services
  const done = await attempt(
    (async () => {
      checkWebhook(c.var.services, input)
      return act(c, addWebhook, { ...input, installation, secret: newSecret() }, key)
    })(),
  )
  if ("errors" in done) return form(c, values, done.errors)
  const { id, secretId } = done.value
  return c.html(
    <SecretPage {...{ view: c.var.view, id, name: values.name }} secret={await shownOnce(c, id, secretId)} />,
  )
}

async function edit(c: Ctx) {
  const { id } = await found(c)
  const { values, input, key } = await typed(c)
  const done = await attempt(
    (async () => {
      checkWebhook(c.var.services, input)
      return act(c, editWebhook, { ...input, id }, key)
    })(),
  )
  return "errors" in done ? form(c, values, done.errors) : goTo(c, `${path}/${id}`, "webhooks.saved")
}

async function editForm(c: Ctx) {
  const { name, url, events } = await found(c)
  return form(c, { name, url, which: events ? "some" : "all", events: events ?? [] })
}

async function replace(c: Ctx) {
  const { id, name } = await found(c)
  const given = { id, installation: c.var.services.secret, secret: newSecret() }
  const { secretId } = await act(c, replaceSecret, given, field(await formOf(c), "key"))
  return c.html(<SecretPage {...{ view: c.var.view, id, name }} secret={await shownOnce(c, id, secretId)} />)
}

async function switching(c: Ctx) {
  const { id } = await found(c)
  const sent = await formOf(c)
  const on = field(sent, "on") === "yes"
  await act(c, switchWebhook, { id, on }, field(sent, "key"))
  return goTo(c, `${path}/${id}`, on ? "webhooks.switched_on" : "webhooks.switched_off")
}

async function test(c: Ctx) {
  const { id } = await found(c)
  const delivery = await act(c, testWebhook, { id }, field(await formOf(c), "key"))
  return goTo(c, `${path}/${id}/deliveries/${delivery}`, "webhooks.test_queued")
}

async function remove(c: Ctx) {
  await act(c, removeWebhook, { id: c.req.param("id") }, field(await formOf(c), "key"))
  return goTo(c, path, "webhooks.removed")
}

/** `/webhooks`: where events go, and what became of it. */
export function webhookPages(app: Pages) {
  for (const below of [path, `${path}/*`]) app.use(below, signedInOnly, administratorsOnly)
  app.get(path, list)
  app.post(path, add)
  app.get(`${path}/new`, (c) => form(c, blank))
  app.get(one, show)
  app.post(one, edit)
  app.get(`${one}/edit`, editForm)
  app.post(`${one}/switching`, switching)
  app.post(`${one}/test`, test)
  app.get(`${one}/secret`, async (c) => c.html(<ReplaceSecretPage view={c.var.view} webhook={await found(c)} />))
  app.post(`${one}/secret`, replace)
  app.get(`${one}/removal`, async (c) => c.html(<RemovePage view={c.var.view} webhook={await found(c)} />))
  app.post(`${one}/removal`, remove)
}
