import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system, userIdOf } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { readSheet, readSheets } from "#platform/office/xlsx.ts"
import { unzipFiles } from "#platform/office/zip.ts"
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
import { addAffiliation } from "../affiliation/add-affiliation.ts"
import { allCompetences } from "../competence/competence.store.ts"
import { giveRole } from "../confirmed-role/give-role.ts"
import type { Publishable } from "../person/fields.ts"
import { indexPerson } from "../person/index-person.ts"
import { peopleWith } from "./people-with.ts"
import { refileCompetence, refileCompetencePart, refileExpired } from "./refile-skills.ts"
import { stateCompetence } from "./state-competence.ts"

const root = system("test")
const now = new Date("2026-11-21T09:00:00Z")
const today = "2026-11-21"
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

const doing = (command: typeof stateCompetence | typeof giveRole | typeof addAffiliation, input: object) => {
  const { db, clock, listeners } = services
  return perform(command as typeof stateCompetence, { db, clock, listeners, actor: root }, input)
}

async function competence(name: string) {
  return (await allCompetences(services.db)).find(({ nameRu }) => nameRu === name)!.id
}

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
    await indexPerson(tx, id, now)
  })
}

const key = () => crypto.randomUUID()
const grown = { birthOn: "1961-03-14" }

test("the staff keeps the catalogue; a name is there once, a retired one is not offered", async () => {
  const list = "/settings/competences"
  expect(await page(staff, list)).toContain("Тифлокомментирование")
  expect(await page(staff, "/settings")).toContain(`href="${list}"`)
  const added = await staff.post(list, { key: key(), nameRu: "Вязание", nameEn: "", position: "" })
  expect(added.location).toBe(list)
  const again = await staff.post(list, { key: key(), nameRu: "вязание", nameEn: "Knitting", position: "" })
  expect([again.status, again.text.includes("Такая компетенция уже есть")]).toEqual([422, true])
  expect(again.text).toContain('value="Knitting"')
  const id = await competence("Вязание")
  const changed = { key: key(), nameRu: "Вязание", nameEn: "Knitting", position: "", retired: "yes" }
  expect((await staff.post(`${list}/${id}`, changed)).location).toBe(list)
  expect(await page(staff, `${list}/${id}`)).toContain("Компетенция изменена")
  const person = await aPerson(services, "Мастерицына", grown)
  const form = await page(staff, `/people/${person}/competences/new`)
  expect([form.includes("Перевод"), form.includes("Вязание")]).toEqual([true, false])
  const { browser } = await signedIn(services, "member")
  expect((await browser.get(list)).status).toBe(403)
})

test("a competence is stated, confirmed on a ground, confirmed anew and taken back", async () => {
  const id = await aPerson(services, "Спасова", { givenName: "Нина", ...grown })
  const path = `/people/${id}`
  const firstAid = await competence("Первая помощь")
  const typed = { level: "confident", evidence: "Курсы Красного Креста", link: "", until: "", ground: "" }
  const empty = await staff.post(`${path}/competences`, { ...typed, key: key(), competenceId: "" })
  expect([empty.status, empty.text.includes("Курсы Красного Креста")]).toEqual([422, true])
  await expectValidHtml(empty.text)
  const given = { ...typed, key: key(), competenceId: String(firstAid) }
  expect((await staff.post(`${path}/competences`, given)).location).toBe(path)
  expect((await staff.post(`${path}/competences`, given)).location).toBe(path) // sent twice: one deed
  const card = await page(staff, path)
  for (const said of ["Первая помощь", "уверенный", "не подтверждена", "Курсы Красного Креста"])
    expect(card).toContain(said)
  expect(await page(staff, `/people?competence=${firstAid}`)).not.toContain("Спасова")
  expect(await page(staff, "/people?proof=unconfirmed")).toContain("Спасова")
  const [, skill] = /competences\/(\d+)\/confirmation/.exec(card)!
  const one = `${path}/competences/${skill}`
  await page(staff, `${one}/confirmation`)
  const groundless = await staff.post(`${one}/confirmation`, { key: key(), level: "expert", until: "", ground: " " })
  expect(groundless.status).toBe(422)
  const past = { key: key(), level: "expert", until: "01.02.2020", ground: "удостоверение № 7" }
  expect((await staff.post(`${one}/confirmation`, past)).text).toContain("Этот день уже прошёл")
  const confirmed = { ...past, key: key(), until: "20.12.2099" }
  expect((await staff.post(`${one}/confirmation`, confirmed)).location).toBe(path)
  const after = await page(staff, path)
  for (const said of ["подтверждена до", "экспертный", "удостоверение № 7", "Подтвердить заново"])
    expect(after).toContain(said)
  expect(await page(staff, `/people?competence=${firstAid}&level=expert`)).toContain("Спасова")
  await services.db.updateTable("people.skill").set({ until_on: "2020-01-01" }).where("person_id", "=", id).execute()
  expect(await page(staff, path)).toMatch(/Раньше: 1 запись[\s\S]*истекла 1 января 2020/)
  expect(await page(staff, `/people?competence=${firstAid}`)).not.toContain("Спасова")
  await page(staff, `${one}/end`)
  expect((await staff.post(`${one}/end`, { key: key(), why: "Удостоверение не продлено" })).location).toBe(path)
  const over = await page(staff, path)
  for (const said of ["снята", "Удостоверение не продлено", "Компетенция снята"]) expect(over).toContain(said)
  expect((await staff.get(`${one}/end`)).status).toBe(404)
})

test("a role is confirmed on a ground and ends; languages, time and experience are told", async () => {
  const id = await aPerson(services, "Наставникова", grown)
  const path = `/people/${id}`
  await page(staff, `${path}/roles/new`)
  const typed = { role: "mentor", from: "1.09.2025", until: "", ground: "решение совета" }
  const groundless = await staff.post(`${path}/roles`, { ...typed, key: key(), ground: "" })
  expect([groundless.status, groundless.text.includes("1.09.2025")]).toEqual([422, true])
  expect((await staff.post(`${path}/roles`, { ...typed, key: key() })).location).toBe(path)
  expect((await staff.post(`${path}/roles`, { ...typed, key: key() })).text).toContain("Эта роль у человека уже есть")
  expect(await page(staff, "/people?role=mentor")).toContain("Наставникова")
  const [, role] = /roles\/(\d+)\/end/.exec(await page(staff, path))!
  await page(staff, `${path}/roles/${role}/end`)
  const ended = { key: key(), until: "01.11.2025", why: "переехала" }
  expect((await staff.post(`${path}/roles/${role}/end`, ended)).location).toBe(path)
  expect(await page(staff, "/people?role=mentor")).not.toContain("Наставникова")
  const form = {
    ...{ key: key(), availability: "По выходным", experience: "Шесть смен в лагере" },
    ...{ "language-0": "tt", "fluency-0": "native", "language-1": "", "fluency-1": "fluent" },
    ...{ "language-2": "rsl", "fluency-2": "basic" },
  }
  expect((await staff.post(`${path}/description`, form)).location).toBe(path)
  const card = await page(staff, path)
  for (const said of ["татарский — родной, русский жестовый — немного", "По выходным", "Шесть смен", "переехала"])
    expect(card).toContain(said)
  expect(await page(staff, `${path}/description`)).toMatch(/value="tt" selected/)
  const twice = { ...form, key: key(), "language-1": "tt", availability: "Никогда" }
  const refused = await staff.post(`${path}/description`, twice)
  expect([refused.status, refused.text.includes("Каждый язык укажите один раз")]).toEqual([422, true])
  expect(refused.text).toContain("Никогда")
})

test("everybody sees what is published, confirmed and in force, and finds no more by a filter", async () => {
  const [signs, driver] = [await competence("Русский жестовый язык"), await competence("Водитель")]
  const id = await aPerson(services, "Жестова", grown)
  await doing(stateCompetence, { id, competenceId: signs, level: "expert", evidence: "Диплом А", ground: "диплом Б" })
  await doing(stateCompetence, { id, competenceId: driver, level: "beginner" })
  await doing(giveRole, { id, role: "expert", from: "2025-01-01", ground: "приказ В" })
  const own = { availability: "Ночью", experience: "Опыт Г" }
  await staff.post(`/people/${id}/description`, { key: key(), "language-0": "en", "fluency-0": "fluent", ...own })
  const list = `/people?competence=${signs}`
  await publish(id, ["name"])
  const card = await page(reader, `/people/${id}`)
  for (const hidden of ["жестовый", "ксперт", "английский"]) expect(card).not.toContain(hidden)
  expect(await page(reader, list)).not.toContain("Жестова")
  expect(await page(reader, "/people?role=expert")).not.toContain("Жестова")
  expect(await page(staff, list)).toContain("Жестова")
  await publish(id, ["competences", "roles", "languages"])
  const open = await page(reader, `/people/${id}`)
  for (const shown of ["Русский жестовый язык", "экспертный", "Эксперт", "английский"]) expect(open).toContain(shown)
  for (const hidden of ["Водитель", "Диплом А", "диплом Б", "приказ В", "Ночью", "Опыт Г", "подтверждает"])
    expect(open).not.toContain(hidden)
  expect(await page(reader, list)).toContain("Жестова")
  expect(await page(reader, "/people?role=expert")).toContain("Жестова")
  expect(await page(reader, `/people?competence=${driver}`)).not.toContain("Жестова")
  const hits = await search(services.db, { query: "жестовый язык", audiences: ["open"], limit: 5 })
  expect(hits.hits.map(({ url }) => url)).toContain(`/people/${id}`)
  const seen = (await apiCaller(services)("GET", `/people/${id}`)).body
  expect(seen).toMatchObject({
    competences: [{ competence: { id: signs }, level: "expert", state: "confirmed", evidence: "", ground: "" }],
    roles: [{ role: "expert", ground: "" }],
    languages: [{ code: "en", fluency: "fluent" }],
  })
  expect(seen).not.toHaveProperty("availability")
})

test("the search follows a new name of a competence, and forgets what is over", async () => {
  const name = "Плетение"
  const call = apiCaller(services, await tokenOf(services, (await signedIn(services, "coordinator")).actor))
  const { id: competenceId } = (await call("POST", "/competences", { nameRu: name })).body
  const id = await aPerson(services, "Лозина", grown)
  await doing(stateCompetence, { id, competenceId, level: "expert", ground: "диплом" })
  await publish(id, ["name", "competences"])
  const found = async (query: string) =>
    (await search(services.db, { query, audiences: ["open"], limit: 5 })).hits.map(({ url }) => url)
  expect(await found("плетение")).toEqual([`/people/${id}`])
  expect((await call("PATCH", `/competences/${competenceId}`, { nameRu: "Лозоплетение" })).status).toBe(200)
  const event = { name: "competence.edited", subjectId: String(competenceId), payload: { fields: ["nameRu"] } }
  await services.db.transaction().execute((tx) => refileCompetence.run({ tx, services }, event as never))
  await refileCompetencePart.run(services, { competence: competenceId, after: null })
  expect([await found("лозоплетение"), await found("плетение")]).toEqual([[`/people/${id}`], []])
  const yesterday = new Date(services.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10)
  await services.db.updateTable("people.skill").set({ until_on: yesterday }).where("person_id", "=", id).execute()
  await refileExpired.run(services, {})
  expect(await found("лозоплетение")).toEqual([])
})

test("an organisation sees what is in force without proofs; a territory keeps its own people", async () => {
  const [mine, other] = [await aTerritory(services, root, "Умелый"), await aTerritory(services, root, "Чужой")]
  const id = await aPerson(services, "Водилова", { ...grown, territoryId: mine })
  const club = await aParty(services, root, "Клуб «Руль»")
  await doing(addAffiliation, { id, partyId: club, role: "volunteer" })
  const driver = await competence("Водитель")
  await doing(stateCompetence, { id, competenceId: driver, level: "confident", ground: "права категории В" })
  const head = (await signedIn(services, "representative", { kind: "organisation", id: club })).browser
  const card = await page(head, `/people/${id}`)
  expect([card.includes("Водитель"), card.includes("права категории"), card.includes("Подтвердить")]).toEqual([
    true,
    false,
    false,
  ])
  expect(await page(head, `/people?competence=${driver}`)).toContain("Водилова")
  const stranger = await signedIn(services, "coordinator", { kind: "territory", id: other })
  expect(await page(stranger.browser, `/people?competence=${driver}`)).not.toContain("Водилова")
  expect(await page(stranger.browser, "/people?proof=expiring")).not.toContain("Водилова")
  expect((await stranger.browser.get(`/people/${id}/competences/new`)).status).toBe(404)
  const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: mine })
  const found = (who: typeof actor) =>
    peopleWith(services.db, who, { competence: { id: driver }, territory: mine }, today, 10)
  expect(await found(actor)).toEqual([{ id, name: "Водилова" }])
  expect(await found(stranger.actor)).toEqual([])
})

test("what ends within sixty days is found, in the file too", async () => {
  const translation = await competence("Перевод")
  const until = (days: number) =>
    new Date(services.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const ids = []
  for (const [name, days] of [
    ["Скорова", 20],
    ["Нескорова", 90],
  ] as const) {
    const id = await aPerson(services, name, grown)
    await doing(stateCompetence, {
      id,
      competenceId: translation,
      level: "expert",
      ground: "диплом",
      until: until(days),
    })
    ids.push(id)
  }
  const list = await page(staff, "/people?proof=expiring")
  expect([list.includes(">Скорова"), list.includes("Нескорова")]).toEqual([true, false])
  const role = { id: ids[1], role: "assessor", from: "2025-01-01", until: until(5), ground: "аттестация" }
  await doing(giveRole, role)
  expect(await page(staff, "/people?proof=expiring")).toContain("Нескорова")
  const cookies = [...staff.jar].map(([name, value]) => `${name}=${value}`).join("; ")
  const file = await buildApp(services).request(`/people.xlsx?competence=${translation}`, {
    headers: { Cookie: cookies },
  })
  const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()))
  expect(JSON.stringify(sheet)).toContain("Перевод — экспертный")
})

test("a person gets its competences with proofs in the archive, and erasing takes them away", async () => {
  const id = await aPerson(services, "Архивова", grown)
  const given = { level: "expert", evidence: "Диплом архивиста", ground: "сверено с подлинником" }
  await doing(stateCompetence, { id, competenceId: await competence("Перевод"), ...given })
  await doing(giveRole, { id, role: "mentor", from: "2026-01-01", ground: "приказ № 4" })
  const cookies = [...staff.jar].map(([name, value]) => `${name}=${value}`).join("; ")
  const answer = await buildApp(services).request(`/people/${id}/archive.zip`, { headers: { Cookie: cookies } })
  const packed = await unzipFiles(new Uint8Array(await answer.arrayBuffer()), { files: 10, bytes: 10_000_000 })
  if (!packed.ok) throw new Error(packed.code)
  const sheets = await readSheets(packed.files.get("Карточка.xlsx")!)
  const whole = new TextDecoder().decode(packed.files.get("Всё, что записано.json"))
  for (const kept of ["Диплом архивиста", "сверено с подлинником", "приказ № 4"]) {
    expect(JSON.stringify(sheets)).toContain(kept)
    expect(whole).toContain(kept)
  }
  expect((await staff.post(`/people/${id}/erasure`, { key: key(), basis: "demand" })).status).toBe(303)
  const left = await services.db.selectFrom("platform.event_value").select(["before", "after"]).execute()
  expect(JSON.stringify(left)).not.toContain("архивиста")
  expect(await services.db.selectFrom("people.skill").select("id").where("person_id", "=", id).execute()).toEqual([])
})

test("the API keeps competences and roles by the same rights", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const made = await call("POST", "/competences", { nameRu: "Лепка" })
  expect(made.status).toBe(201)
  expect((await apiCaller(services)("POST", "/competences", { nameRu: "Резьба" })).status).toBe(403)
  expect((await call("PATCH", `/competences/${made.body.id}`, { nameEn: "Modelling" })).status).toBe(200)
  const all = (await apiCaller(services)("GET", "/competences")).body.items
  expect(all).toContainEqual(expect.objectContaining({ nameRu: "Лепка", nameEn: "Modelling", retired: false }))
  const id = await aPerson(services, "Гончарова", grown)
  const path = `/people/${id}`
  const given = { competenceId: made.body.id, level: "beginner", link: "works.example/1" }
  const stated = await call("POST", `${path}/competences`, given)
  expect(stated.body.competences).toMatchObject([{ state: "stated", link: "https://works.example/1" }])
  expect((await call("POST", `${path}/competences`, given)).status).toBe(422)
  const one = `${path}/competences/${stated.body.competences[0].id}`
  const word = { level: "confident", ground: "выставка" }
  expect((await call("POST", `${one}/confirmation`, word)).body.competences).toMatchObject([{ state: "confirmed" }])
  const found = await call("GET", `/people?competence=${made.body.id}&level=confident`)
  expect(found.body).toMatchObject({ count: 1, items: [{ id }] })
  expect((await call("GET", `/people?competence=${made.body.id}&level=expert`)).body.count).toBe(0)
  const named = await call("POST", `${path}/roles`, { role: "assessor", from: "2026-01-01", ground: "аттестация" })
  expect(named).toMatchObject({ status: 201, body: { roles: [{ role: "assessor", until: null }] } })
  expect((await call("GET", "/people?role=assessor&q=гончарова")).body.count).toBe(1)
  const role = named.body.roles[0].id
  expect((await call("POST", `${path}/roles/${role}/end`, { until: "2025-01-01" })).status).toBe(422)
  expect((await call("POST", `${path}/roles/${role}/end`, { until: "2026-02-01" })).status).toBe(200)
  const told = await call("PATCH", `${path}/description`, { languages: [{ code: "fr", fluency: "basic" }] })
  expect(told.body).toMatchObject({ languages: [{ code: "fr" }], availability: "" })
  expect((await call("POST", `${one}/end`, { why: "" })).body.competences).toMatchObject([{ state: "ended" }])
  expect((await apiCaller(services)("POST", `${one}/end`, { why: "" })).status).toBe(403)
})

test("people say themselves what they can do, and nobody confirms their own", async () => {
  const { browser, actor } = await signedIn(services, "member")
  const mine = await aPerson(services, "Самсонова", { givenName: "Ася", ...grown })
  const other = await aPerson(services, "Чужакова", grown)
  await services.db
    .updateTable("people.person")
    .set({ user_id: userIdOf(actor) })
    .where("id", "=", mine)
    .execute()
  const competenceId = String(await competence("Первая помощь"))
  const given = { competenceId, level: "confident", evidence: "Курсы", link: "", until: "" }
  const form = await page(browser, `/people/${mine}/competences/new`)
  expect([form.includes("Подтвердит сотрудник"), form.includes("Основание")]).toEqual([true, false])
  const sly = await browser.post(`/people/${mine}/competences`, { ...given, key: key(), ground: "сама проверила" })
  expect([sly.status, sly.text.includes("подтверждает другой сотрудник")]).toEqual([403, true])
  expect((await browser.post(`/people/${mine}/competences`, { ...given, key: key() })).location).toBe(`/people/${mine}`)
  const told = { key: key(), "language-0": "tt", "fluency-0": "native", availability: "По субботам", experience: "" }
  expect((await browser.post(`/people/${mine}/description`, told)).location).toBe(`/people/${mine}`)
  const card = await page(browser, `/people/${mine}`)
  for (const said of ["Первая помощь", "не подтверждена", "По субботам"]) expect(card).toContain(said)
  expect(card).not.toContain("/confirmation")
  expect(await page(staff, "/people?proof=unconfirmed")).toContain("Самсонова")
  for (const path of ["competences", "description"])
    expect((await browser.post(`/people/${other}/${path}`, { ...given, ...told, key: key() })).status).toBe(404)

  const [, skill] = /competences\/(\d+)\/end/.exec(card)!
  const confirmation = { key: key(), level: "expert", until: "", ground: "удостоверение" }
  const confirmed = `/people/${mine}/competences/${skill}/confirmation`
  expect((await browser.post(confirmed, confirmation)).status).toBe(403)
  const coordinator = await signedIn(services, "coordinator")
  await services.db
    .updateTable("people.person")
    .set({ user_id: userIdOf(coordinator.actor) })
    .where("id", "=", mine)
    .execute()
  const own = await coordinator.browser.post(confirmed, confirmation)
  expect([own.status, own.text.includes("подтверждает другой сотрудник")]).toEqual([403, true])
  const end = `/people/${mine}/competences/${skill}/end`
  expect((await coordinator.browser.post(end, { key: key(), why: "Разучилась" })).location).toBe(`/people/${mine}`)
  expect(await page(coordinator.browser, `/people/${mine}`)).toContain("Разучилась")
})
