import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { readSheet } from "#platform/office/xlsx.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import type { Publishable } from "./fields.ts"
import { indexPerson } from "./index-person.ts"

const root = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
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

/** As a consent does it. */
async function publish(id: string, fields: Publishable[]) {
  await services.db.transaction().execute(async (tx) => {
    await tx
      .insertInto("people.published_field")
      .values(fields.map((field) => ({ person_id: id, field })))
      .execute()
    await tx.updateTable("people.person").set({ listed: true }).where("id", "=", id).execute()
    await indexPerson(tx, id, new Date("2026-11-21T09:00:00Z"))
  })
}

/** What a form holds, as a command takes it. */
const given = (familyName: string, more = {}) => ({ ...typed, familyName, birthOn: "1961-03-14", ...more })

const typed = {
  familyName: "Орлова",
  givenName: "Вера",
  patronymic: "Павловна",
  birthOn: "14.03.1961",
  phone: "+7 912 345-67-89",
  email: "vera@example.ru",
  address: "улица Лесная, 4",
  note: "Просит звонить вечером",
}

test("the staff adds a person, finds it by telephone, changes it; everybody else learns nothing of it", async () => {
  await page(staff, "/people/new")
  const made = await staff.post("/people", typed)
  expect(made.status, made.text).toBe(303)
  const card = made.location!
  const mine = await page(staff, card)
  for (const shown of ["Орлова Вера Павловна", "серебряный возраст", "14 марта 1961", "vera@example.ru", "вечером"])
    expect(mine).toContain(shown)
  for (const q of ["орлова вер", "8 (912) 345 67 89", "VERA@example.ru"])
    expect(await page(staff, `/people?q=${encodeURIComponent(q)}`)).toContain("Орлова Вера Павловна")
  await page(reader, card, 404)
  expect(await page(reader, "/people")).not.toContain("Орлова")
  expect((await reader.get("/people.xlsx")).status).toBe(403)
  await page(staff, `${card}/edit`)
  const version = /name="version" value="(\d+)"/.exec((await staff.get(`${card}/edit`)).text)![1]!
  expect((await staff.post(card, { ...typed, phone: "", version })).location).toBe(card)
  const stale = await staff.post(card, { ...typed, note: "Другая заметка", version })
  expect(stale.status).toBe(422)
  for (const said of ["изменил кто-то другой", "Другая заметка"]) expect(stale.text).toContain(said)
  const history = await page(staff, card)
  expect(history).toContain("Карточка изменена")
  expect(history).toContain("+7 912 345-67-89")
})

test("what does not fit is said, and nothing typed is lost", async () => {
  for (const [birthOn, said] of [
    ["позавчера", "Не удалось понять дату"],
    ["01.01.2090", "с такой датой человека быть не может"],
  ] as const) {
    const wrong = await staff.post("/people", { ...typed, familyName: "", birthOn, email: "нет" })
    expect(wrong.status).toBe(422)
    await expectValidHtml(wrong.text)
    expect(wrong.text).toContain("улица Лесная, 4")
    const dated = await staff.post("/people", { ...typed, birthOn })
    expect(dated.text).toContain(said)
    expect(dated.text).toContain(birthOn)
  }
})

test("a person belongs to several organisations at once; leaving keeps that it was so", async () => {
  const club = await aParty(services, root, "Клуб «Долголетие»", { email: "club@example.ru" })
  const id = await aPerson(services, "Зимина")
  const card = `/people/${id}`
  await page(staff, `${card}/affiliations/new`)
  const unknown = await staff.post(`${card}/affiliations`, { partyId: "Клуб Долголети", role: "head", post: "старшая" })
  expect(unknown.status).toBe(422)
  for (const said of ["Такой организации в реестре нет", "старшая", "Клуб «Долголетие»"])
    expect(unknown.text).toContain(said)
  const form = { partyId: "клуб долголетие", role: "head", post: "председатель", from: "01.02.2020" }
  expect((await staff.post(`${card}/affiliations`, form)).location).toBe(card)
  expect((await staff.post(`${card}/affiliations`, form)).text).toContain("Эта роль в этой организации")
  const shown = await page(staff, card)
  for (const said of ["Клуб «Долголетие»", "председатель", "с 1 февраля 2020"]) expect(shown).toContain(said)
  expect(await page(staff, `/organisations/${club}`)).toContain("Зимина")
  expect(await page(reader, `/organisations/${club}`)).not.toContain("Зимина")
  const end = /\/people\/[^"]+\/affiliations\/\d+\/end/.exec(shown)![0]
  await page(staff, end)
  expect((await staff.post(end, { until: "01.01.2019", why: "" })).status).toBe(422)
  expect((await staff.post(end, { until: "31.12.2025", why: "Переезд" })).location).toBe(card)
  const left = await page(staff, card)
  for (const said of ["Раньше: 1 организация", "Переезд", "по 31 декабря 2025"]) expect(left).toContain(said)
  expect(await page(staff, `/organisations/${club}`)).not.toContain("Зимина")
  const removal = /\/people\/[^"]+\/affiliations\/\d+\/removal/.exec(left)![0]
  await page(staff, removal)
  expect((await staff.post(removal)).location).toBe(card)
  expect(await page(staff, card)).not.toContain("Раньше: 1")
})

test("what is published everybody sees, on pages, in the API and in the search; nothing else", async () => {
  const town = await aTerritory(services, root, "Светлый")
  const id = await aPerson(services, "Ветрова", given("Ветрова", { territoryId: town }))
  await publish(id, ["name", "email"])
  const card = await page(reader, `/people/${id}`)
  expect(card).toContain("Ветрова Вера Павловна")
  expect(card).toContain("vera@example.ru")
  expect(await page(reader, "/people")).toContain("Ветрова")
  const api = await reader.get(`/api/v1/people/${id}`)
  const found = await search(services.db, { query: "Ветрова", audiences: ["open"], limit: 5 })
  expect(found.hits).toMatchObject([{ kind: "person", id }])
  expect(JSON.parse(api.text)).toMatchObject({ name: "Ветрова Вера Павловна", email: "vera@example.ru" })
  for (const told of [card, api.text, JSON.stringify(found), (await reader.get("/api/v1/people")).text])
    for (const hidden of ["1961", "912", "Лесная", "вечером", "Светлый", "серебряный"])
      expect(told).not.toContain(hidden)
})

test("the staff of a territory sees its people; a representative those of its organisation, by name and contacts", async () => {
  const region = await aTerritory(services, root, "Горная область", null, "region")
  const town = await aTerritory(services, root, "Горск", region)
  const club = await aParty(services, root, "Клуб «Вершина»", { territoryId: town })
  const ours = await aPerson(services, "Горина", given("Горина", { territoryId: town }))
  const theirs = await aPerson(services, "Дальняя")
  const member = await aPerson(services, "Членова", given("Членова"))
  await staff.post(`/people/${member}/affiliations`, { partyId: "Клуб «Вершина»", role: "member" })
  const local = (await signedIn(services, "coordinator", { kind: "territory", id: region })).browser
  const list = await page(local, "/people")
  expect(list).toContain("Горина")
  expect(list).not.toContain("Дальняя")
  await page(local, `/people/${ours}`)
  await page(local, `/people/${member}`) // by its club, which lies in the territory
  await page(local, `/people/${theirs}`, 404)
  expect((await local.post(`/people/${theirs}`, { ...typed, version: "1" })).status).toBe(404)
  const stranger = await local.post("/people", { ...typed, familyName: "Бездомная" })
  expect(stranger.text).toContain("Выберите территорию, которую ведёте вы")
  const head = (await signedIn(services, "representative", { kind: "organisation", id: club })).browser
  const known = await page(head, `/people/${member}`)
  for (const shown of ["Членова", "tel:+79123456789"]) expect(known).toContain(shown)
  for (const hidden of ["1961", "Лесная", "вечером", "История", "/edit"]) expect(known).not.toContain(hidden)
  expect(await page(head, "/people")).toContain("Членова")
  await page(head, `/people/${ours}`, 404)
  expect((await head.get(`/people/${member}/edit`)).status).toBe(403)
  const sheet = await readSheet(new Uint8Array(Buffer.from(await fetchBytes(local, "/people.xlsx"))))
  expect(JSON.stringify(sheet)).not.toContain("Дальняя")
})

async function fetchBytes(who: Visitor, path: string) {
  const cookies = [...who.jar].map(([name, value]) => `${name}=${value}`).join("; ")
  const answer = await buildApp(services).request(
    new Request(`http://127.0.0.1:3000${path}`, { headers: { Cookie: cookies } }),
  )
  return answer.arrayBuffer()
}

test("the API adds, changes and lists people with their affiliations, by the same rights", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const club = await aParty(services, root, "Клуб «Мастер»")
  const made = await call("POST", "/people", { familyName: "Умелова", givenName: "Нина", birthOn: "2012-05-01" })
  expect(made).toMatchObject({ status: 201, body: { version: 1, groups: ["minor"], affiliations: [] } })
  const path = `/people/${made.body.id}`
  expect(await call("PATCH", path, { version: 1, phone: "1234567" })).toMatchObject({
    status: 200,
    body: { version: 2 },
  })
  expect((await call("PATCH", path, { version: 1, phone: "" })).status).toBe(409)
  const joined = await call("POST", `${path}/affiliations`, { partyId: club, role: "pupil" })
  expect(joined).toMatchObject({ status: 201, body: { groups: ["minor", "pupil"] } })
  const [{ id }] = joined.body.affiliations
  const left = await call("POST", `${path}/affiliations/${id}/end`, { until: "2026-01-31" })
  expect(left.body.affiliations).toMatchObject([{ until: "2026-01-31" }])
  const listed = await call("GET", "/people?q=умелова")
  expect(listed.body).toMatchObject({ count: 1, items: [{ id: made.body.id }] })
  expect((await call("DELETE", `${path}/affiliations/${id}`)).status).toBe(204)
  expect((await call("GET", path)).body.affiliations).toEqual([])
  expect((await call("POST", "/people", { familyName: " " })).status).toBe(422)
})

test("the list is read in parts, and the count is kept", async () => {
  const before = Number(
    (await services.db.selectFrom("people.person_count").select("people").execute())[0]?.people ?? 0,
  )
  expect(before).toBeGreaterThan(0)
  for (let i = 0; i < 55; i++) await aPerson(services, `Рядовая ${String(i).padStart(2, "0")}`)
  const first = await page(staff, "/people?q=рядовая")
  expect(first).toContain("Рядовая 49")
  expect(first).not.toContain("Рядовая 50")
  const next = /href="(\/people\?[^"]*after=[^"]*)"/.exec(first)![1]!.replaceAll("&amp;", "&")
  const second = await page(staff, next)
  expect(second).toContain("Рядовая 54")
  expect(second).not.toContain("Рядовая 49")
})
