import { understandDay, understandPastDay } from "#platform/day.ts"
import { barePicture } from "#platform/files/bare-picture.ts"
import { contentDisposition } from "#platform/files/disposition.ts"
import { sniff } from "#platform/files/sniff.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Page } from "#ui/frame.tsx"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { consentKinds, troubleOfAge } from "./consent.ts"
import { consentPaper } from "./consent-docx.ts"
import { siteOf } from "./consent-mail.ts"
import { presentOperator, presentText } from "./consent-text.store.ts"
import { loadConsents } from "./load-consents.ts"
import { loadSigners } from "./load-signers.ts"
import { makeConsentLink, revokeConsentLink } from "./make-link.ts"
import { recordConsent } from "./record-consent.ts"
import { RecordForm, type TypedRecord } from "./record-form.tsx"
import { ofField } from "./typed-consent.ts"

const blank: TypedRecord = {
  ...{ kind: "", guardian: "", fields: [], channel: "paper", givenOn: "", until: "", conditions: "" },
}
type Form = Awaited<ReturnType<typeof formOf>>

/** The consents of a person for whoever keeps its card. */
async function kept(c: Ctx) {
  const loaded = await loadConsents(c)
  if (!loaded.isStaff) throw notAllowed()
  return loaded
}

async function form(c: Ctx, typed = blank, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { person, here } = await kept(c)
  const signers = await loadSigners(services, person)
  const kinds = consentKinds.filter((kind) => troubleOfAge(kind, person.birthOn, view.today) === null)
  return c.html(
    <Page
      view={view}
      narrow
      title={view.t("consent.record")}
      crumbs={[
        { href: addressOfPerson(person.id), label: fullName(person) },
        { href: here, label: view.t("consent.list") },
      ]}
    >
      <p>{view.t("consent.record.what")}</p>
      <RecordForm view={view} {...{ here, signers, kinds, typed, errors }} />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function scansOf(given: Form) {
  const files = [given.files ?? []].flat().filter((one): one is File => one instanceof File && one.size > 0)
  return Promise.all(
    files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const type = await sniff(bytes, file.name)
      return { name: file.name, bytes: await barePicture(bytes, type), picture: type?.startsWith("image/") ?? false }
    }),
  )
}

async function record(c: Ctx) {
  const { view, services } = c.var
  const { person, here } = await kept(c)
  const given = await formOf(c)
  const text = (name: string) => textOf(given, name)
  const typed: TypedRecord = {
    kind: text("kind"),
    guardian: text("guardian"),
    fields: [given.fields ?? []].flat().filter((one): one is string => typeof one === "string"),
    channel: text("channel"),
    givenOn: text("givenOn"),
    until: text("until"),
    conditions: text("conditions"),
  }
  const done = await attempt(
    scansOf(given).then((scans) =>
      act(
        c,
        recordConsent,
        {
          ...typed,
          id: person.id,
          guardian: typed.guardian || null,
          givenOn: understandPastDay(typed.givenOn, view.today) ?? typed.givenOn,
          until: typed.until ? (understandDay(typed.until, view.today) ?? typed.until) : null,
          scans,
          filesDir: services.filesDir,
        },
        text("key"),
      ),
    ),
  )
  if ("value" in done) return goTo(c, here, "consent.was_recorded")
  const { file, ...errors } = ofField(done.errors)
  return form(c, typed, file ? { ...errors, files: file } : errors)
}

async function link(c: Ctx) {
  const { person, here } = await kept(c)
  const given = await formOf(c)
  const [deed, key] = [textOf(given, "do"), textOf(given, "key")]
  if (deed === "revoke") {
    await act(c, revokeConsentLink, { id: person.id, link: textOf(given, "link") }, key)
    return goTo(c, here, "consent.link.was_revoked")
  }
  const mail = deed === "mail"
  const input = { id: person.id, guardian: textOf(given, "guardian") || null, mail, site: siteOf(c.var.services) }
  await act(c, makeConsentLink, input, key)
  return goTo(c, here, mail ? "consent.link.was_mailed" : "consent.link.was_made")
}

/** The form on paper, with the data of the person and a place for the signature. */
async function paper(c: Ctx) {
  const { view, services } = c.var
  const { person } = await kept(c)
  const kind = consentKinds.find((one) => `${one}.docx` === c.req.param("form"))
  if (!kind) throw notFound()
  const signers = await loadSigners(services, person)
  const guardian = signers.find((one) => one.guardian?.id === Number(c.req.query("guardian")))?.guardian
  const [text, operator] = await Promise.all([presentText(services.db, kind), presentOperator(services.db)])
  const bytes = await consentPaper(view, { kind, text, operator, person, guardian })
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Content-Disposition": contentDisposition("attachment", `${fullName(person)}.docx`),
  })
}

/** What the staff does about somebody's consents: writes down those on paper, gives links, prints forms. */
export function recordPages(app: Pages) {
  const path = `/people/${idPath}/consents`
  app.get(`${path}/record`, (c) => form(c))
  app.post(`${path}/record`, record)
  app.post(`${path}/link`, link)
  app.get(`${path}/:form{[a-z]+\\.docx}`, paper)
}
