import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { readSheet } from "#platform/office/xlsx.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { turnProvidersJob } from "../service-provider/turn-providers.ts"

const root = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
const clock = { now: () => new Date("2026-11-21T09:00:00Z") }
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url, {}, { clock })
  staff = (await signedIn(services, "coordinator")).browser
  reader = visitor(buildApp(services))
})

const page = async (who: Visitor, path: string, status = 200) => {
  services.cache.clear()
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const document = { documentName: "Постановление «О перечне»", documentNumber: "8", documentDate: "12.01.2024" }
const lists = "/services/lists"
const help = {
  code: "1",
  name: "Помощь на дому",
  description: "Покупка продуктов.\nПрогулки.",
  "criteria.0.name": "Приходят вовремя",
  "criteria.0.measured": "доля посещений",
  "criteria.0.threshold": "90 %",
}
const provider = (more: Record<string, string> = {}) => ({
  targets: "older",
  price: "free",
  howToGet: "Позвоните по будням",
  phone: "+7 000 000-00-07",
  from: "01.02.2025",
  proof: "Соглашение № 11",
  ...more,
})
let helpId = ""
let digitalId = ""

test("a version is drafted out of sight, approved by those who keep the list, and never changes afterwards", async () => {
  expect(await page(reader, "/services")).toContain("Перечень услуг ещё не утверждён")
  expect((await reader.post(lists)).status).not.toBe(200)
  const { location } = await staff.post(lists)
  expect(location).toBe(`${lists}/1`)
  expect((await reader.get(`${lists}/1`)).status).toBe(404)
  expect((await staff.post(lists)).status).toBe(409)
  expect(await page(staff, `${lists}/1`)).toContain("Укажите документ, на котором держится перечень")
  expect((await staff.post(`${lists}/1/approval`)).status).toBe(422)

  const wrong = await staff.post(`${lists}/1/edit`, { ...document, inForceFrom: "когда-нибудь", version: "1" })
  expect(wrong.status).toBe(422)
  for (const kept of ["когда-нибудь", "Не удалось понять дату", "О перечне"]) expect(wrong.text).toContain(kept)
  const right = { ...document, inForceFrom: "01.02.2024", version: "1" }
  expect((await staff.post(`${lists}/1/edit`, right)).location).toBe(`${lists}/1`)
  const late = await staff.post(`${lists}/1/edit`, { ...right, documentNumber: "9" })
  expect(late.status).toBe(422)
  expect(late.text).toContain("изменил кто-то другой")

  const services1 = `${lists}/1/services`
  const more = await staff.post(services1, { ...help, more: "2" })
  expect(more.text).toContain('name="criteria.2.name"')
  expect(more.text).toContain("Приходят вовремя")
  const doubled = await staff.post(services1, { ...help, "criteria.1.name": "приходят вовремя" })
  expect(doubled.text).toContain("Такой критерий у этой услуги уже есть")
  helpId = /#s(\d+)/.exec((await staff.post(services1, help)).location!)![1]!
  digitalId = /#s(\d+)/.exec((await staff.post(services1, { code: "2", name: "Уроки телефона" })).location!)![1]!
  const taken = await staff.post(services1, { code: "2.", name: "Другая" })
  expect(taken.text).toContain("Такой номер уже есть у другой услуги")
  expect(await page(staff, `${services1}/${helpId}`)).toContain("доля посещений")
  expect(await page(staff, `${lists}/1`)).toContain("Всё заполнено")
  await page(staff, `${lists}/1/approval`)
  expect((await staff.post(`${lists}/1/approval`)).location).toBe(`${lists}/1`)

  for (const path of ["edit", "approval", "removal", `services/${helpId}`, "services/new"])
    expect((await staff.get(`${lists}/1/${path}`)).status, path).toBe(404)
  await expect(
    sql`UPDATE registry.service_entry SET name = 'Иное' WHERE list_number = 1`.execute(services.db),
  ).rejects.toThrow("never changes")
  await expect(sql`DELETE FROM registry.service_list`.execute(services.db)).rejects.toThrow("never changes")

  const open = await page(reader, `${lists}/1`)
  for (const shown of ["Приходят вовремя", "доля посещений", "90 %", "О перечне", "Эта версия действует сейчас"])
    expect(open).toContain(shown)
  expect(open).not.toContain("История")
  expect(await page(reader, "/en/services")).toContain("2 services")
  expect((await search(services.db, { query: "помощь на дому", audiences: ["open"], limit: 5 })).total).toBe(1)
})

test("a new version begins as a copy; what changed is shown, and how it was on a day", async () => {
  await staff.post(lists)
  expect(await page(staff, `${lists}/2`)).toContain("Приходят вовремя")
  await staff.post(`${lists}/2/edit`, { ...document, inForceFrom: "01.06.2026", version: "1" })
  await staff.post(`${lists}/2/services/${helpId}`, { ...help, version: "1", "criteria.0.threshold": "95 %" })
  const outdated = await staff.post(`${lists}/2/services/${helpId}`, { ...help, version: "1" })
  expect(outdated.status).toBe(422)
  expect(outdated.text).toContain("изменил кто-то другой")
  await page(staff, `${lists}/2/services/${digitalId}/removal`)
  await staff.post(`${lists}/2/services/${digitalId}/removal`)
  await staff.post(`${lists}/2/services`, { code: "3", name: "Сопровождение" })
  expect((await staff.post(`${lists}/2/approval`)).status).toBe(303)
  const shown = await page(reader, `${lists}/2`)
  for (const said of ["по сравнению с версией 1", "Добавлены", "Исключены", "95 %", "Сопровождение"])
    expect(shown).toContain(said)
  expect((await reader.get(`${lists}?on=01.03.2025`)).location).toBe(`${lists}/1`)
  expect((await reader.get(`${lists}?on=2026-06-01`)).location).toBe(`${lists}/2`)
  expect(await page(reader, `${lists}?on=01.01.2020`)).toContain("В этот день перечня ещё не было")
  expect(await page(reader, `/services/${helpId}?version=1`)).toContain("Это не действующая версия")
  expect(await page(reader, `/services/${helpId}?version=1`)).toContain("90 %")
  expect(await page(reader, `/services/${helpId}`)).toContain("95 %")
  expect(await page(reader, `/services/${digitalId}`)).toContain("В действующем перечне этой услуги нет")
  expect(await page(reader, "/services")).not.toContain("Уроки телефона")
  expect((await search(services.db, { query: "уроки телефона", audiences: ["open"], limit: 5 })).total).toBe(0)
})

test("a provider is entered, found by territory, group and status, corrected and ended", async () => {
  const region = await aTerritory(services, root, "Приозёрская область", null, "region")
  const place = await aTerritory(services, root, "Лесной округ", region)
  const other = await aTerritory(services, root, "Речной округ", region)
  const fund = await aParty(services, root, "Фонд «Рука»", { territoryId: place })
  const all = await aParty(services, root, "АНО «Для всех»", { territoryId: place })
  await staff.post(`/organisations/${fund}/statuses`, { kind: "so_nko", proof: "Запись № 1" })
  expect(await page(staff, `/services/providers/new?organisation=${fund}`)).toContain("Фонд «Рука»")
  const nobody = await staff.post("/services/providers", provider({ organisation: "Нет такой", serviceId: helpId }))
  expect(nobody.text).toContain("Такой организации в реестре нет")
  expect(nobody.text).toContain("Позвоните по будням")
  const gone = await staff.post("/services/providers", provider({ organisation: "фонд рука", serviceId: digitalId }))
  expect(gone.text).toContain("Выберите услугу из действующего перечня")
  const first = provider({ organisation: "фонд рука", serviceId: helpId, territoryId: String(place) })
  expect((await staff.post("/services/providers", first)).location).toBe(`/organisations/${fund}`)
  expect((await staff.post("/services/providers", first)).text).toContain("уже оказывает эту услугу")
  const whole = { organisation: "АНО «Для всех»", serviceId: helpId, targets: "all", price: "paid" }
  expect((await staff.post("/services/providers", provider(whole))).status).toBe(303)

  const card = await page(reader, `/organisations/${fund}`)
  for (const said of [
    "Услуги",
    "Помощь на дому",
    "пожилые люди",
    "Лесной округ",
    "tel:+70000000007",
    "Соглашение № 11",
  ])
    expect(card).toContain(said)
  expect(card).not.toContain("/services/providers/")
  const at = async (query: string) => {
    const text = await page(reader, `/services/${helpId}?${query}`)
    return [fund, all].filter((id) => text.includes(`href="/organisations/${id}"`))
  }
  expect(await at("")).toEqual([fund, all])
  expect(await at(`territory=${place}`)).toEqual([fund, all])
  expect(await at(`territory=${region}`)).toEqual([fund, all])
  expect(await at(`territory=${other}`)).toEqual([all])
  expect(await at("target=older")).toEqual([fund, all])
  expect(await at("target=youth")).toEqual([all])
  expect(await at("status=so_nko")).toEqual([fund])
  expect(await at("q=рука")).toEqual([fund])
  expect(await at("status=%00&target=none&territory=999999")).toEqual([fund, all])
  const counted = async (query: string) => /(\d+|нет) поставщик/.exec(await page(reader, `/services?${query}`))?.[1]
  expect(await counted("")).toBe("2")
  expect(await counted(`territory=${other}`)).toBe("1")
  expect(await counted("target=older")).toBe("2")
  expect(await counted("status=so_nko")).toBe("1")
  expect(await page(reader, "/services?status=tos")).toContain("Ничего не нашлось")
  const rows = JSON.stringify(
    await readSheet(
      new Uint8Array(await (await buildApp(services).request("/services.xlsx?target=youth")).arrayBuffer()),
    ),
  )
  expect(rows).toContain("Помощь на дому")

  const mine = await page(staff, `/organisations/${fund}`)
  const id = /\/services\/providers\/(\d+)\/edit/.exec(mine)![1]!
  await page(staff, `/services/providers/${id}/edit`)
  const ended = await staff.post(`/services/providers/${id}/edit`, provider({ version: "1", until: "31.10.2026" }))
  expect(ended.location).toBe(`/organisations/${fund}`)
  expect((await staff.post(`/services/providers/${id}/edit`, provider({ version: "1" }))).status).toBe(422)
  expect(await page(reader, `/organisations/${fund}`)).toContain("Раньше оказывала 1 услугу")
  expect(await at("")).toEqual([all])
  expect(await counted("")).toBe("1")
  await page(staff, `/services/providers/${id}/removal`)
  expect((await staff.post(`/services/providers/${id}/removal`)).status).toBe(303)
  expect(await page(reader, `/organisations/${fund}`)).toContain("Убрана услуга, внесённая по ошибке")
  expect((await staff.post(`/services/providers/${id}/removal`)).status).toBe(404)
})

test("who keeps another territory, and a visitor, change nothing", async () => {
  const place = await aTerritory(services, root, "Горный округ")
  const own = await aTerritory(services, root, "Степной округ")
  const name = "АНО «Горный родник»"
  const party = await aParty(services, root, name, { territoryId: place })
  const entered = provider({ organisation: name, serviceId: helpId })
  await staff.post("/services/providers", entered)
  const id = /providers\/(\d+)\/edit/.exec(await page(staff, `/organisations/${party}`))![1]!
  const neighbour = (await signedIn(services, "coordinator", { kind: "territory", id: own })).browser
  const member = (await signedIn(services, "member")).browser
  for (const who of [reader, neighbour, member]) {
    for (const path of [`/services/providers/${id}/edit`, `/services/providers/${id}/removal`]) {
      expect((await who.get(path)).status, path).toBe(403)
      expect((await who.post(path, provider({ version: "1", until: "01.10.2026" }))).status, path).toBe(403)
    }
    expect(
      (await who.post("/services/providers", { ...entered, from: "01.01.2020", until: "01.02.2020" })).status,
    ).toBe(403)
    for (const path of [lists, `${lists}/2/edit`, `${lists}/2/approval`, `${lists}/2/services`])
      expect((await who.post(path, { ...help, ...document })).status, path).toBe(403)
  }
})

test("counts follow days by the hourly job, and an organisation that is no more provides nothing", async () => {
  const name = "АНО «Завтра»"
  const id = await aParty(services, root, name)
  await staff.post("/services/providers", provider({ organisation: name, serviceId: helpId, from: "01.12.2026" }))
  const listed = async () => (await page(reader, `/services/${helpId}?q=завтра`)).includes(`/organisations/${id}"`)
  expect(await listed()).toBe(false)
  const turn = async (now: string) => {
    services = testServices(database.url, {}, { clock: { now: () => new Date(now) } })
    reader = visitor(buildApp(services))
    await turnProvidersJob.run(services, {})
  }
  await turn("2026-12-01T00:03:00Z")
  expect(await listed()).toBe(true)
  const { rows } = await sql<{ kept: number; real: number }>`
    SELECT (SELECT sum(providers) FROM registry.service_count WHERE target = '') AS kept,
      (SELECT count(*) FROM registry.provider WHERE current) AS real`.execute(services.db)
  expect(Number(rows[0]!.kept)).toBe(Number(rows[0]!.real))
  await sql`UPDATE registry.party SET ended_on = '2026-12-01' WHERE id = ${id}`.execute(services.db)
  await turn("2026-12-02T00:03:00Z")
  expect(await listed()).toBe(false)
})
