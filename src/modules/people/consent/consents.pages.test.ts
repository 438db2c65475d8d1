import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { type Command, perform } from "#platform/command.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { addGuardian } from "../guardian/keep-guardian.ts"
import { editPerson } from "../person/edit-person.ts"
import { consentLinksOf } from "./consent-link.store.ts"
import { consentAddress, siteOf } from "./consent-mail.ts"
import { endExpired } from "./end-expired.ts"
import { changeOperator } from "./keep-texts.ts"
import { makeConsentLink } from "./make-link.ts"
import { recordConsent } from "./record-consent.ts"

const now = "2026-11-21T09:00:00Z"
const later = (day: string) => testServices(database.url, {}, { clock: fixedClock(`${day}T09:00:00Z`) })
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor

const doing = (cmd: Command, input: object, where = services) => {
  const { db, clock, listeners } = where
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own answer
  return perform(cmd, { db, clock, listeners, actor: system("test") }, input) as Promise<any>
}
const operator = { name: "Центр «Маяк»", address: "г. Луговой", requisites: "ИНН 1", contact: "mayak@example.ru" }

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, {}, { clock: fixedClock(now) })
  await doing(changeOperator, operator)
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url, {}, { clock: fixedClock(now) })
  staff = (await signedIn(services, "coordinator")).browser
  reader = visitor(buildApp(services))
})

async function page(who: Visitor, path: string, status = 200) {
  services.cache.clear()
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const adult = { birthOn: "1980-02-03", phone: "+7 912 000-00-01", email: "adult@example.ru" }
const child = { birthOn: "2011-05-05" }

/** A person with an account of its own. */
async function withAccount(name: string, more: object = adult) {
  const id = await aPerson(services, name, { givenName: "Вера", ...more })
  const { actor, browser } = await signedIn(services, "member")
  const userId = actor.kind === "user" ? actor.userId : ""
  await services.db.updateTable("people.person").set({ user_id: userId }).where("id", "=", id).execute()
  return { id, own: browser, actor, path: `/people/${id}/consents` }
}
const textIdIn = (html: string) => /name="textId" value="(\d+)"/.exec(html)![1]!

/** The link of a guardian (new) or of the person itself. */
async function linkOf(id: string, guardian: number | null = null) {
  await doing(makeConsentLink, { id, guardian, site: siteOf(services) })
  const link = (await consentLinksOf(services.db, id)).find(({ guardianId }) => guardianId === guardian)!
  const { url, code } = consentAddress(services, link)
  return { link, code, path: new URL(url).pathname }
}
const aGuardian = async (id: string) =>
  (await doing(addGuardian, { id, name: "Юнкова Мария", relation: "mother", email: "mama@example.ru" })).id as number

test("a person consents through its account, document by document; nothing is ticked beforehand", async () => {
  const { id, own, path } = await withAccount("Светлова")
  await page(reader, path, 404)
  expect(await page(own, path)).toContain("Нет согласия на обработку от самого человека")
  const document = await page(own, `${path}/new/processing`)
  for (const said of ["Светлова Вера", "Центр «Маяк»", "ИНН 1"]) expect(document).toContain(said)
  expect(document).not.toMatch(/ checked/)
  const textId = textIdIn(document)
  const refused = await own.post(`${path}/new/processing`, { textId, until: "01.03.2027" })
  expect(refused.status).toBe(422)
  for (const said of ["поставьте отметку", "01.03.2027"]) expect(refused.text).toContain(said)
  expect((await own.post(`${path}/new/processing`, { textId, agreed: "yes" })).location).toBe(path)
  expect(await page(own, path)).toContain("Согласие на обработку есть")
  expect(await page(own, `/people/${id}`)).toContain("Посмотреть согласия")
  await page(reader, `/people/${id}`, 404)
  const stale = await own.post(`${path}/new/processing`, { textId: "999", agreed: "yes" })
  expect(stale.text).toContain("текст изменился")
})

test("what everybody sees follows from the consent to each field and goes at once when it is withdrawn", async () => {
  const { id, own, path, actor } = await withAccount("Показова")
  const club = await aParty(services, system("test"), "Клуб «Заря»")
  await staff.post(`/people/${id}/affiliations`, { partyId: "Клуб «Заря»", role: "member" })
  const call = apiCaller(services, await tokenOf(services, actor))
  const form = await page(own, `${path}/new/publication`)
  expect(form).not.toMatch(/ checked/)
  const textId = textIdIn(form)
  const lone = await own.post(`${path}/new/publication`, { textId, fields: "phone", agreed: "yes", conditions: "нет" })
  expect(lone.text).toContain("Без имени остальное не показывается")
  const more = ["name", "affiliations"]
  const given = await call("POST", `/people/${id}/consents`, { kind: "publication", fields: more, agreed: true })
  expect(given.status).toBe(201)
  const places = async () => {
    services.cache.clear()
    const shown = await Promise.all(
      [`/people/${id}`, "/people", `/organisations/${club}`, "/api/v1/people", `/api/v1/people/${id}`].map(
        async (address) => (await reader.get(address)).text.includes("Показова"),
      ),
    )
    const found = await search(services.db, { query: "Показова", audiences: ["open"], limit: 5 })
    return [...shown, found.hits.length > 0]
  }
  expect(await places()).toEqual([true, true, true, true, true, true])
  expect((await reader.get(`/people/${id}`)).text).not.toContain("912 000-00-01")
  const name = given.body.items.find((one: { field: string }) => one.field === "name")
  await page(own, `${path}/${name.id}`)
  await page(own, `${path}/${name.id}/withdrawal`)
  expect((await own.post(`${path}/${name.id}/withdrawal`, { why: "Передумала" })).location).toBe(path)
  expect(await places()).toEqual([false, false, false, false, false, false])
  const rows = await services.db
    .selectFrom("people.published_field")
    .select("field")
    .where("person_id", "=", id)
    .execute()
  expect(rows).toEqual([])
  const again = await own.post(`${path}/${name.id}/withdrawal`, { why: "" })
  expect(again.status).toBe(422)
  const listed = await call("GET", `/people/${id}/consents`)
  expect(listed.body.items[0]).toMatchObject({ endedHow: "withdrawn" })
})

test("the contents of consents are for the staff and the person itself, in pages, API and journal", async () => {
  const { id, path } = await withAccount("Тайнова")
  await doing(recordConsent, { id, kind: "publication", fields: ["name"], channel: "in_person", givenOn: "2026-11-01" })
  const { browser: other, actor } = await signedIn(services, "member")
  for (const who of [reader, other]) {
    await page(who, path, 403)
    expect(await page(who, `/people/${id}`)).not.toContain("Согласия")
  }
  const call = apiCaller(services, await tokenOf(services, actor))
  expect((await call("GET", `/people/${id}/consents`)).status).toBe(403)
  const give = { kind: "processing", agreed: true }
  expect((await call("POST", `/people/${id}/consents`, give)).status).toBe(403)
  const [one] = await services.db.selectFrom("people.consent").select("id").where("person_id", "=", id).execute()
  expect((await call("POST", `/people/${id}/consents/${one!.id}/withdrawal`, {})).status).toBe(403)
  expect(JSON.stringify((await call("GET", `/people/${id}`)).body)).not.toContain("onsent")
})

test("a guardian consents by the link and nothing else; at 14–17 the young person too; nothing of it is public", async () => {
  const id = await aPerson(services, "Юнкова", { givenName: "Ася", ...child, email: "asya@example.ru" })
  const guardian = await aGuardian(id)
  const { path, code } = await linkOf(id, guardian)
  const before = await services.db.selectFrom("people.consent").select("id").where("person_id", "=", id).execute()
  const answer = await reader.get(path)
  expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer")
  expect(answer.text).toContain("Юнкова Ася")
  for (const kind of ["processing", "publication"]) expect((await reader.get(`${path}/new/${kind}`)).status).toBe(404)
  const form = await page(reader, `${path}/new/guardian`)
  for (const said of ["мать", "5 мая 2011", "Юнкова Мария"]) expect(form).toContain(said)
  expect(before).toEqual([])
  const given = { textId: textIdIn(form), signer: "Юнкова Мария Львовна", agreed: "yes", key: "one" }
  for (let twice = 0; twice < 2; twice++) expect((await reader.post(`${path}/new/guardian`, given)).location).toBe(path)
  const kept = await services.db.selectFrom("people.consent").selectAll().where("person_id", "=", id).execute()
  expect(kept).toMatchObject([{ kind: "guardian", signer: "Юнкова Мария Львовна", channel: "link", recorded_by: null }])
  expect(await page(staff, `/people/${id}/consents`)).toContain("Нет согласия на обработку от самого человека")
  expect(await page(staff, "/people?consent=own")).toContain("Юнкова")
  expect(await page(staff, "/people?consent=guardian")).not.toContain("Юнкова")
  const young = await linkOf(id)
  const own = await page(reader, `${young.path}/new/processing`)
  expect((await reader.post(`${young.path}/new/processing`, { textId: textIdIn(own), agreed: "yes" })).status).toBe(303)
  expect(await page(staff, `/people/${id}/consents`)).toContain("Согласие на обработку есть")
  expect(
    (await reader.post(`${young.path}/new/publication`, { textId: "3", fields: "name", agreed: "yes" })).status,
  ).not.toBe(200)
  await expect(
    doing(recordConsent, { id, kind: "publication", fields: ["name"], channel: "in_person", givenOn: "2026-11-01" }),
  ).rejects.toMatchObject({ status: 409 })
  await page(reader, `/people/${id}`, 404)
  const byCode = await reader.post("/consent", { code: code.toLowerCase().replace("-", " ") })
  expect(byCode.location).toBe(path)
  expect((await reader.post("/consent", { code: "AAAAA-AAAAA" })).text).toContain("Такого кода нет")
})

test("a link that is foreign, guessed, expired, revoked or replaced opens nothing, nor does a guardian's after 18", async () => {
  const id = await aPerson(services, "Ссылкина", { birthOn: "2008-12-01" })
  const other = await aPerson(services, "Чужова", adult)
  const guardian = await aGuardian(id)
  const first = await linkOf(id, guardian)
  const foreign = await linkOf(other)
  const textId = textIdIn((await reader.get(`${first.path}/new/guardian`)).text)
  const [strange] =
    (await services.db.selectFrom("people.consent").select("id").where("person_id", "=", id).execute()) ?? []
  expect(strange).toBeUndefined()
  expect((await reader.get(`${foreign.path}/new/guardian`)).status).toBe(404)
  const guess = first.path.replace(/.$/, (last) => (last === "A" ? "B" : "A"))
  await page(reader, guess, 404)
  const second = await linkOf(id, guardian)
  expect(await page(reader, first.path, 410)).toContain("выдана новая")
  await staff.post(`/people/${id}/consents/link`, { do: "revoke", link: String(second.link.id) })
  expect(await page(reader, second.path, 410)).toContain("отозвали")
  const third = await linkOf(id, guardian)
  const signed = { textId, signer: "Ссылкина Мария", agreed: "yes" }
  expect((await reader.post(`${third.path}/new/guardian`, signed)).status).toBe(303)
  const grown = later("2026-12-02")
  const then = visitor(buildApp(grown))
  const closed = await then.get(third.path)
  expect(closed.status).toBe(410)
  expect(closed.text).toContain("исполнилось 18 лет")
  expect((await then.post(`${third.path}/new/guardian`, signed)).status).toBe(410)
  const keeper = (await signedIn(grown, "coordinator")).browser
  expect((await keeper.get("/people?consent=of_age")).text).toContain("Ссылкина")
  await expect(
    doing(recordConsent, { id, kind: "guardian", guardian, channel: "in_person", givenOn: "2026-11-01" }, grown),
  ).rejects.toMatchObject({ status: 409 })
  const late = visitor(buildApp(later("2027-01-15")))
  expect((await late.get(foreign.path)).text).toContain("Срок ссылки закончился")
})

test("the staff records a consent on paper with its scan; withdrawal of processing marks the person for erasure", async () => {
  const id = await aPerson(services, "Бумажная", adult)
  const path = `/people/${id}/consents`
  await page(staff, `${path}/record`)
  const typed = { kind: "processing", channel: "paper", givenOn: "01.11.2026" }
  expect((await staff.post(`${path}/record`, typed)).text).toContain("Приложите скан")
  expect((await staff.post(`${path}/record`, { ...typed, givenOn: "01.11.2090" })).text).toContain("ещё не наступил")
  const bytes = new TextEncoder().encode("%PDF-1.4\nscan")
  const scans = [{ name: "soglasie.pdf", bytes, picture: false }]
  const paper = { id, kind: "processing", channel: "paper", givenOn: "2026-11-01", scans, filesDir: services.filesDir }
  const { consents } = await doing(recordConsent, paper)
  await doing(recordConsent, { id, kind: "publication", fields: ["name"], channel: "in_person", givenOn: "2026-11-01" })
  const shown = await page(staff, path)
  expect(shown).toContain("soglasie.pdf")
  const file = /href="(\/people\/[^"]+\/files\/[^"]+)"/.exec(shown)![1]!
  expect((await staff.get(file)).status).toBe(200)
  expect((await reader.get(file)).status).not.toBe(200)
  await page(reader, `/people/${id}`)
  expect((await staff.post(`${path}/${consents[0]}/withdrawal`, { why: "Письмо" })).location).toBe(path)
  services.cache.clear()
  await page(reader, `/people/${id}`, 404)
  expect(await page(staff, path)).toContain("Удалите данные человека")
  expect(await page(staff, "/people?consent=withdrawn")).toContain("Бумажная")
  await expect(
    doing(recordConsent, { id, kind: "publication", fields: ["name"], channel: "in_person", givenOn: "2026-11-01" }),
  ).rejects.toMatchObject({ status: 409 })
})

test("a consent with a last day ends by itself, and what it showed goes with it", async () => {
  const id = await aPerson(services, "Срочная", adult)
  const until = "2026-12-01"
  const shown = { id, kind: "publication", fields: ["name"], channel: "in_person", givenOn: "2026-11-01", until }
  await doing(recordConsent, shown)
  expect(await endExpired(later("2026-12-01"))).toBe(0)
  await page(reader, `/people/${id}`)
  expect(await endExpired(later("2026-12-02"))).toBe(1)
  await page(reader, `/people/${id}`, 404)
})

test("who turns out to be under 18 is hidden, whatever was consented to; a corrected day of birth shows it again", async () => {
  const id = await aPerson(services, "Мнимова", adult)
  await doing(recordConsent, { id, kind: "publication", fields: ["name"], channel: "in_person", givenOn: "2026-11-01" })
  await page(reader, `/people/${id}`)
  await doing(editPerson, { id, birthOn: "2010-02-03" })
  await page(reader, `/people/${id}`, 404)
  expect(await page(reader, "/people")).not.toContain("Мнимова")
  await doing(editPerson, { id, birthOn: "1980-02-03" })
  await page(reader, `/people/${id}`)
})

test("the representative of a squad sees who lacks what, and takes forms along; nothing of parents or birth", async () => {
  const squad = await aParty(services, system("test"), "Отряд «Чайка»")
  for (const [name, more] of [
    ["Чайкина", child],
    ["Большова", adult],
  ] as const) {
    const id = await aPerson(services, name, more)
    await staff.post(`/people/${id}/affiliations`, { partyId: "Отряд «Чайка»", role: "member" })
    if (more === child) await aGuardian(id)
    else await doing(recordConsent, { id, kind: "processing", channel: "in_person", givenOn: "2026-11-01" })
  }
  const head = (await signedIn(services, "representative", { kind: "organisation", id: squad })).browser
  const path = `/organisations/${squad}/consents`
  expect(await page(head, `/organisations/${squad}`)).toContain("Отряд: 2 человека, согласий 1")
  const list = await page(head, path)
  for (const said of ["Чайкина", "Нет согласия родителя и своего", "Скачать бланки для 1 человека"])
    expect(list).toContain(said)
  for (const hidden of ["2011", "Юнкова", "mama@example.ru"]) expect(list).not.toContain(hidden)
  expect((await head.get(`${path}.zip`)).status).toBe(200)
  await page(reader, path, 404)
  expect((await reader.get(`${path}.zip`)).status).toBe(404)
})

test("words have versions: a new one changes no old consent, and says what it lacks", async () => {
  const head = (await signedIn(services, "coordinator")).browser
  const local = (await signedIn(services, "coordinator", { kind: "territory", id: 1 })).browser
  await page(local, "/settings/consents", 403)
  const { id, own, path } = await withAccount("Версиева")
  const form = await page(own, `${path}/new/processing`)
  await own.post(`${path}/new/processing`, { textId: textIdIn(form), agreed: "yes" })
  await page(head, "/settings/consents")
  await page(head, "/settings/consents/new/processing")
  const bad = await head.post("/settings/consents/new/processing", { bodyRu: "Согласие {кого}", bodyEn: "{signer}" })
  expect(bad.text).toContain("Таких обозначений нет: {кого}")
  const words = { bodyRu: "Я, {signer}, согласна. {operator}", bodyEn: "I, {signer}, agree. {operator}" }
  const preview = await head.post("/settings/consents/new/processing", { ...words, step: "preview" })
  expect(preview.text).toContain("Центр «Маяк»")
  expect((await head.post("/settings/consents/new/processing", words)).status).toBe(303)
  expect((await own.post(`${path}/new/processing`, { textId: textIdIn(form), agreed: "yes" })).status).toBe(422)
  const [kept] = await services.db.selectFrom("people.consent").select("id").where("person_id", "=", id).execute()
  expect(await page(own, `${path}/${kept!.id}`)).toContain("редакция 1")
  expect(await page(own, `${path}/new/processing`)).toContain("Я, Версиева Вера, согласна.")
  const first = await services.db
    .selectFrom("people.consent_text")
    .select("id")
    .where("kind", "=", "processing")
    .orderBy("version")
    .executeTakeFirstOrThrow()
  expect(await page(head, `/settings/consents/${first.id}`)).toContain("Версиева")
})

test("the form on paper names the person and its parent", async () => {
  const id = await aPerson(services, "Бланкова", child)
  const guardian = await aGuardian(id)
  for (const form of ["processing.docx", `guardian.docx?guardian=${guardian}`, "publication.docx"]) {
    const answer = await staff.get(`/people/${id}/consents/${form}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get("Content-Type")).toContain("wordprocessingml")
  }
  await page(staff, `/people/${id}/guardians/new`)
  await page(staff, `/people/${id}/guardians/${guardian}/edit`)
  await page(staff, `/people/${id}/guardians/${guardian}/removal`)
  expect((await staff.post(`/people/${id}/guardians/${guardian}/removal`)).status).toBe(303)
  expect(await page(staff, `/people/${id}/consents`)).not.toContain("Юнкова Мария")
})

test("programs of the staff name guardians, give links and put words in force; others may not", async () => {
  const id = await aPerson(services, "Программина", child)
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const member = apiCaller(services, await tokenOf(services, (await signedIn(services, "member")).actor))
  const path = `/people/${id}`
  const given = { name: "Программина Анна", relation: "mother", email: "anna@example.ru" }
  const named = await call("POST", `${path}/guardians`, given)
  expect(named).toMatchObject({ status: 201, body: { items: [{ ...given, phone: "" }] } })
  const [guardian] = named.body.items
  const renamed = await call("PUT", `${path}/guardians/${guardian.id}`, { ...given, relation: "guardian" })
  expect(renamed.body.items).toMatchObject([{ relation: "guardian" }])
  const link = await call("POST", `${path}/consent-links`, { guardian: guardian.id, mail: true })
  expect(link.status).toBe(201)
  const mails = await services.db.selectFrom("platform.outgoing_mail").select("body_text as text").execute()
  expect(mails.some(({ text }) => text?.includes(link.body.url))).toBe(true)
  const opened = new URL(link.body.url).pathname
  expect((await reader.get(opened)).status).toBe(200)
  expect((await call("DELETE", `${path}/consent-links/${link.body.id}`)).status).toBe(204)
  expect((await reader.get(opened)).status).toBe(410)
  expect((await call("GET", "/consent-texts")).body.operator).toEqual(operator)
  const words = { kind: "guardian", bodyRu: "Я, {signer}. {operator}", bodyEn: "I, {signer}. {operator}" }
  expect((await call("POST", "/consent-texts", words)).status).toBe(201)
  expect((await call("PUT", "/consent-texts/operator", { ...operator, name: "" })).status).toBe(422)
  for (const [method, address, body] of [
    ["GET", "/consent-texts"],
    ["POST", "/consent-texts", words],
    ["GET", `${path}/guardians`],
    ["POST", `${path}/guardians`, given],
    ["POST", `${path}/consent-links`, {}],
  ] as const)
    expect([403, 404], address).toContain((await member(method, address, body)).status)
  expect((await call("DELETE", `${path}/guardians/${guardian.id}`)).status).toBe(204)
  expect((await call("GET", `${path}/guardians`)).body.items).toEqual([])
})
