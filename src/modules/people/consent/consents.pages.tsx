import { findAttachment } from "#platform/files/attachment.store.ts"
import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { Card } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { personById } from "../person/person.store.ts"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { type ConsentKind, consentKinds, troubleOfAge } from "./consent.ts"
import { operatorById, presentOperator, presentText, textById } from "./consent-text.store.ts"
import { consentTitle, kindWord, wordsOf } from "./consent-words.ts"
import { ConsentsPage } from "./consents.page.tsx"
import { DocumentForm, type TypedConsent } from "./document-form.tsx"
import { giveConsent } from "./give-consent.ts"
import { type LoadedConsents, loadConsents } from "./load-consents.ts"
import { loadSigners } from "./load-signers.ts"
import { ofField, typedConsent } from "./typed-consent.ts"
import { withdrawConsent } from "./withdraw-consent.ts"
import { WithdrawalForm } from "./withdrawal-form.tsx"

type Errors = Record<string, Saying>
const statusOf = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)

const crumbsOf = (c: Ctx, { person, here }: LoadedConsents, list = true) => [
  { href: "/people", label: c.var.view.t("people.person.list") },
  { href: addressOfPerson(person.id), label: fullName(person) },
  ...(list ? [{ href: here, label: c.var.view.t("consent.list") }] : []),
]

async function all(c: Ctx, errors: Errors = {}) {
  const { view, services } = c.var
  const loaded = await loadConsents(c)
  const [operator, signers] = await Promise.all([
    presentOperator(services.db),
    loaded.isStaff ? loadSigners(services, loaded.person) : [],
  ])
  const crumbs = crumbsOf(c, loaded, false)
  return c.html(<ConsentsPage view={view} {...loaded} {...{ operator, signers, crumbs, errors }} />, statusOf(errors))
}

/** The document of one kind, for the person itself: what it may not give now it is told on the page of all. */
async function document(c: Ctx, typed?: TypedConsent, errors: Errors = {}) {
  const { view, services } = c.var
  const loaded = await loadConsents(c)
  const kind = consentKinds.find((one) => one === c.req.param("kind"))
  if (!loaded.isSelf || !kind || kind === "guardian") throw notFound()
  const operator = await presentOperator(services.db)
  const trouble = operator ? troubleOfAge(kind, loaded.marks.birthOn, view.today) : "consent.no_operator"
  if (trouble || !operator) return all(c, { "": { key: trouble ?? "" } })
  const person = (await personById(services.db, loaded.person.id))!
  return c.html(
    <Page view={view} narrow title={kindWord(view, kind)} crumbs={crumbsOf(c, loaded)}>
      <DocumentForm
        view={view}
        {...{ kind, operator, person, typed, errors, guardian: undefined }}
        text={await presentText(services.db, kind)}
        action={`${loaded.here}/new/${kind}`}
        back={loaded.here}
      />
    </Page>,
    statusOf(errors),
  )
}

async function give(c: Ctx) {
  const { typed, input, key } = await typedConsent(c)
  const id = c.req.param("id") ?? ""
  const kind = c.req.param("kind") as ConsentKind
  const done = await attempt(act(c, giveConsent, { ...input, id, kind }, key))
  if ("errors" in done) return document(c, typed, ofField(done.errors))
  return goTo(c, `${addressOfPerson(id)}/consents`, "consent.was_given")
}

/** One consent with its words as they were when it was given. */
async function loadOne(c: Ctx) {
  const loaded = await loadConsents(c)
  const one = loaded.consents.find(({ id }) => id === Number(c.req.param("consent")))
  if (!one) throw notFound()
  return { loaded, one, here: `${loaded.here}/${one.id}` }
}

async function show(c: Ctx) {
  const { view, services } = c.var
  const { loaded, one } = await loadOne(c)
  const [text, operator] = await Promise.all([
    textById(services.db, one.textId),
    operatorById(services.db, one.operatorId),
  ])
  const fields = one.field ? [one.field] : []
  return c.html(
    <Page view={view} narrow title={consentTitle(view, one)} crumbs={crumbsOf(c, loaded)}>
      <Card title={view.t("consent.document", { version: text!.version })}>
        {wordsOf(view, text!, { operator, person: loaded.person }, { ...one, fields }).map((part) => (
          <p>{part}</p>
        ))}
      </Card>
    </Page>,
  )
}

async function withdrawal(c: Ctx, why = "", errors: Errors = {}) {
  const { view } = c.var
  const { loaded, one, here } = await loadOne(c)
  return c.html(
    <Page view={view} narrow title={view.t("consent.withdraw.title")} crumbs={crumbsOf(c, loaded)}>
      <WithdrawalForm view={view} consent={one} action={`${here}/withdrawal`} back={loaded.here} {...{ why, errors }} />
    </Page>,
    statusOf(errors),
  )
}

async function withdraw(c: Ctx) {
  const form = await formOf(c)
  const why = textOf(form, "why")
  const { loaded, one } = await loadOne(c)
  const input = { id: loaded.person.id, consent: one.id, why }
  const done = await attempt(act(c, withdrawConsent, input, textOf(form, "key")))
  return "errors" in done ? withdrawal(c, why, done.errors) : goTo(c, loaded.here, "consent.was_withdrawn")
}

async function scan(c: Ctx) {
  const { files } = await loadConsents(c)
  const id = c.req.param("file") ?? ""
  if (![...files.values()].flat().some((file) => file.id === id)) throw notFound()
  const found = await findAttachment(c.var.services.db, id)
  if (!found) throw notFound()
  return sendAttachment(c, found)
}

/** `/people/:id/consents`: what somebody consented to, for itself and for the staff that keeps its card. */
export function consentsPages(app: Pages) {
  const path = `/people/${idPath}/consents`
  const one = `${path}/:consent{[0-9]{1,15}}`
  app.get(path, (c) => all(c))
  app.get(`${path}/new/:kind{[a-z]+}`, (c) => document(c))
  app.post(`${path}/new/:kind{[a-z]+}`, give)
  app.get(`${path}/files/:file{[0-9a-f-]{36}}`, scan)
  app.get(one, show)
  app.get(`${one}/withdrawal`, (c) => withdrawal(c))
  app.post(`${one}/withdrawal`, withdraw)
}
