import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { limits, take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { LinkButton } from "#ui/button.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { fullName, isMinor } from "../person/person.ts"
import { consentsOf } from "./consent.store.ts"
import { type ConsentKind, troubleOfAge } from "./consent.ts"
import { ConsentRows } from "./consent-rows.tsx"
import { presentOperator, presentText } from "./consent-text.store.ts"
import { kindWord } from "./consent-words.ts"
import { DocumentForm, type TypedConsent } from "./document-form.tsx"
import { giveConsent } from "./give-consent.ts"
import { type Opened, withConsentLink } from "./open-link.tsx"
import { ofField, typedConsent } from "./typed-consent.ts"
import { withdrawConsent } from "./withdraw-consent.ts"
import { WithdrawalForm } from "./withdrawal-form.tsx"

type Errors = Record<string, Saying>
const statusOf = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)
const kindsFor = ({ guardian }: Opened): ConsentKind[] => (guardian ? ["guardian"] : ["processing", "publication"])

/** Its own consents: those of the guardian are for the guardian, those of the person for the person. */
async function ownConsents(c: Ctx, { person, link, guardian }: Opened) {
  const all = await consentsOf(c.var.services.db, person.id)
  return all.filter((one) =>
    guardian ? one.guardianId === link.guardianId && one.kind === "guardian" : one.kind !== "guardian",
  )
}

/** What a link's holder may send: a link in wrong hands fills nothing. */
async function countDeed(c: Ctx, { link }: Opened) {
  const { db, clock } = c.var.services
  const wait = await take(db, [{ name: `consent-holder:${link.id}`, limit: limits.holder }], clock.now())
  if (!wait) return
  const { key, params } = tooOften(c, wait)
  throw new Refusal(429, key, params)
}

const overview = withConsentLink(async (c, opened) => {
  const { view } = c.var
  const { t } = view
  const { base, person, guardian } = opened
  const operator = await presentOperator(c.var.services.db)
  const now = (await ownConsents(c, opened)).filter(({ endedAt }) => !endedAt)
  const open = kindsFor(opened).filter((kind) => troubleOfAge(kind, person.birthOn, view.today) === null)
  const waiting = open.filter((kind) => !now.some((one) => one.kind === kind))
  return c.html(
    <Page
      view={view}
      narrow
      title={t(guardian ? "consent.link.title_guardian" : "consent.link.title")}
      state={t("consent.link.about", { person: fullName(person), operator: operator?.name ?? "" })}
    >
      {now.length > 0 && (
        <ConsentRows
          view={view}
          label={t("consent.in_force")}
          consents={now}
          href={({ id }) => `${base}/${id}`}
          canWithdraw={() => true}
          plain
        />
      )}
      {!guardian && isMinor(person.birthOn, view.today) && <p>{t("consent.link.both_needed")}</p>}
      {guardian && <p>{t("consent.minor_hidden")}</p>}
      {!operator ? (
        <Notice tone="warn">{t("consent.no_operator")}</Notice>
      ) : (
        <div class="buttons">
          {waiting.map((kind, i) => (
            <LinkButton kind={i ? "secondary" : "primary"} href={view.href(`${base}/new/${kind}`)}>
              {t(`consent.read.${kind}`)}
            </LinkButton>
          ))}
          {open.includes("publication") && !waiting.includes("publication") && (
            <LinkButton href={view.href(`${base}/new/publication`)}>{t("consent.publish")}</LinkButton>
          )}
        </div>
      )}
      {operator && (
        <p class="mini">{t("consent.closed.ask", { operator: operator.name, contact: operator.contact })}</p>
      )}
    </Page>,
  )
})

async function drawDocument(c: Ctx, opened: Opened, typed?: TypedConsent, errors: Errors = {}) {
  const { view, services } = c.var
  const { base, person, guardian } = opened
  const kind = kindsFor(opened).find((one) => one === c.req.param("kind"))
  if (!kind) throw notFound()
  const operator = await presentOperator(services.db)
  if (!operator || troubleOfAge(kind, person.birthOn, view.today)) return goTo(c, base)
  return c.html(
    <Page view={view} narrow title={kindWord(view, kind)} crumbs={[{ href: base, label: fullName(person) }]}>
      <DocumentForm
        view={view}
        {...{ kind, operator, person, guardian, typed, errors }}
        text={await presentText(services.db, kind)}
        action={`${base}/new/${kind}`}
        back={base}
      />
    </Page>,
    statusOf(errors),
  )
}

const give = withConsentLink(async (c, opened) => {
  const { typed, input, key } = await typedConsent(c)
  await countDeed(c, opened)
  const kind = c.req.param("kind")
  const done = await attempt(act(c, giveConsent, { ...input, id: opened.person.id, kind }, key))
  if ("errors" in done) return drawDocument(c, opened, typed, ofField(done.errors))
  return goTo(c, opened.base, "consent.was_given")
})

async function loadOne(c: Ctx, opened: Opened) {
  const one = (await ownConsents(c, opened)).find(({ id }) => id === Number(c.req.param("consent")))
  if (!one || one.endedAt) throw notFound()
  return one
}

async function drawWithdrawal(c: Ctx, opened: Opened, why = "", errors: Errors = {}) {
  const { view } = c.var
  const one = await loadOne(c, opened)
  return c.html(
    <Page
      view={view}
      narrow
      title={view.t("consent.withdraw.title")}
      crumbs={[{ href: opened.base, label: fullName(opened.person) }]}
    >
      <WithdrawalForm
        view={view}
        consent={one}
        action={`${opened.base}/${one.id}/withdrawal`}
        back={opened.base}
        {...{ why, errors }}
      />
    </Page>,
    statusOf(errors),
  )
}

const withdraw = withConsentLink(async (c, opened) => {
  const form = await formOf(c)
  const why = textOf(form, "why")
  await countDeed(c, opened)
  const input = { id: opened.person.id, consent: c.req.param("consent"), why }
  const done = await attempt(act(c, withdrawConsent, input, textOf(form, "key")))
  return "errors" in done ? drawWithdrawal(c, opened, why, done.errors) : goTo(c, opened.base, "consent.was_withdrawn")
})

/** `/consent/:token`: one decides without an account. GET changes nothing, whoever opens it how often. */
export function consentLinkPages(app: Pages) {
  app.get("/consent/:token", overview)
  app.get(
    "/consent/:token/new/:kind{[a-z]+}",
    withConsentLink((c, opened) => drawDocument(c, opened)),
  )
  app.post("/consent/:token/new/:kind{[a-z]+}", give)
  app.get(
    "/consent/:token/:consent{[0-9]{1,15}}/withdrawal",
    withConsentLink((c, opened) => drawWithdrawal(c, opened)),
  )
  app.post("/consent/:token/:consent{[0-9]{1,15}}/withdrawal", withdraw)
}
