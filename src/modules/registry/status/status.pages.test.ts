import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { readSheet } from "#platform/office/xlsx.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

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

const page = async (who: Visitor, path: string, status = 200) => {
  services.cache.clear()
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const proof = "Запись № 00-0117 от 14.09.2021"
const numberIn = (text: string, what: string) => new RegExp(`/statuses/(\\d+)/${what}`).exec(text)![1]!

test("a status is added, read by all, ended with its reason and kept among those that ended", async () => {
  const id = await aParty(services, root, "АНО «Причал»")
  const card = `/organisations/${id}`
  await page(staff, `${card}/statuses/new`)
  const typed = { kind: "so_nko", from: "14.09.2021", proof, link: "reestr.example.ru/117" }
  expect((await staff.post(`${card}/statuses`, typed)).location).toBe(card)
  const open = await page(reader, card)
  for (const shown of ["Статусы", "СО НКО", "с 14 сентября 2021", `href="https://reestr.example.ru/117"`, proof])
    expect(open).toContain(shown)
  for (const hidden of ["/statuses/new", "/end", "/removal"]) expect(open).not.toContain(`${hidden}"`)
  const mine = await page(staff, card)
  const end = `${card}/statuses/${numberIn(mine, "end")}/end`
  await page(staff, end)
  const early = await staff.post(end, { until: "01.01.2020", why: "Исключена по заявлению" })
  expect(early.status).toBe(422)
  await expectValidHtml(early.text)
  for (const kept of ["Последний день раньше первого", "Исключена по заявлению", "01.01.2020"])
    expect(early.text).toContain(kept)
  expect((await staff.post(end, { until: "31.12.2025", why: "Исключена по заявлению" })).location).toBe(card)
  const ended = await page(reader, card)
  for (const shown of ["Закончился 1 статус", "по 31 декабря 2025", "Исключена по заявлению", "Статус завершён"])
    expect(ended).toContain(shown)
  expect(await page(reader, `/en${card}`)).toContain("socially oriented NGO")
})

test("what does not fit is said, and nothing typed is lost", async () => {
  const id = await aParty(services, root, "АНО «Компас»")
  const card = `/organisations/${id}`
  const wrong = await staff.post(`${card}/statuses`, { kind: "", from: "позавчера", proof: "", link: "ftp://a" })
  expect(wrong.status).toBe(422)
  await expectValidHtml(wrong.text)
  for (const said of ["Не удалось понять дату", "Выберите значение", "Заполните это поле", "позавчера", "ftp://a"])
    expect(wrong.text).toContain(said)
  const unknown = { kind: "school_unit", proof, institutionId: "Школа, которой нет" }
  const nobody = await staff.post(`${card}/statuses`, unknown)
  expect(nobody.text).toContain("Такой организации в реестре нет")
  expect(nobody.text).toContain("Школа, которой нет")
  const school = await aParty(services, root, "Школа № 8", { kind: "education" })
  expect((await staff.post(`${card}/statuses`, { ...unknown, institutionId: "школа № 8" })).status).toBe(303)
  expect(await page(reader, card)).toContain(`href="/organisations/${school}"`)
  const twice = await staff.post(`${card}/statuses`, { kind: "school_unit", proof })
  expect(twice.text).toContain("Такой статус на эти дни уже есть")
  const notUnit = await staff.post(`${card}/statuses`, { kind: "tos", proof, institutionId: "Школа № 8" })
  expect(notUnit.text).toContain("Учреждение указывают только у объединений")
  const itself = await staff.post(`${card}/statuses`, {
    kind: "college_unit",
    proof,
    institutionId: "АНО «Компас»",
  })
  expect(itself.text).toContain("Такой организации в реестре нет")
})

test("one that was entered by mistake is taken away after a question; the history tells", async () => {
  const id = await aParty(services, root, "АНО «Ошибка»")
  const card = `/organisations/${id}`
  await staff.post(`${card}/statuses`, { kind: "media", proof })
  const removal = `${card}/statuses/${numberIn(await page(staff, card), "removal")}/removal`
  expect(await page(staff, removal)).toContain(proof)
  expect((await staff.post(removal)).location).toBe(card)
  const left = await page(reader, card)
  expect(left).toContain("Статус удалён как внесённый по ошибке")
  expect(left).not.toContain("Статусы")
  expect((await staff.post(removal)).status).toBe(404)
})

test("only who keeps the card changes its statuses; a body has none", async () => {
  const own = await aTerritory(services, root, "Свой округ")
  const other = await aTerritory(services, root, "Чужой округ")
  const id = await aParty(services, root, "АНО «Граница»", { territoryId: own })
  await staff.post(`/organisations/${id}/statuses`, { kind: "tos", proof })
  const status = numberIn(await page(staff, `/organisations/${id}`), "end")
  const neighbour = (await signedIn(services, "coordinator", { kind: "territory", id: other })).browser
  const here = (await signedIn(services, "coordinator", { kind: "territory", id: own })).browser
  const at = `/organisations/${id}/statuses`
  for (const who of [reader, neighbour]) {
    for (const path of [`${at}/new`, `${at}/${status}/end`, `${at}/${status}/removal`])
      expect((await who.get(path)).status).toBe(403)
    for (const path of [at, `${at}/${status}/end`, `${at}/${status}/removal`]) {
      const tried = await who.post(path, { kind: "media", proof, until: "01.11.2026", why: "Так" })
      expect(tried.status).toBe(403)
    }
  }
  expect((await here.post(at, { kind: "media", proof })).status).toBe(303)
  const body = await aParty(services, root, "Совет округа", { nature: "body", kind: "council" })
  expect((await staff.get(`/organisations/${body}/statuses/new`)).status).toBe(404)
  expect((await staff.post(`/organisations/${body}/statuses`, { kind: "media", proof })).status).toBe(404)
  expect(await page(staff, `/bodies/${body}`)).not.toContain("Статус")
  expect((await staff.get(`${at}/999999/end`)).status).toBe(404)
})

test("the list is narrowed by a status in force today, and the workbook says them", async () => {
  const place = await aTerritory(services, root, "Округ списков")
  const named = (name: string) => aParty(services, root, name, { territoryId: place })
  const [now, before, ahead] = [await named("Ныне"), await named("Прежде"), await named("Потом")]
  await named("Никогда")
  const give = (id: number, from: string, until = "") =>
    staff.post(`/organisations/${id}/statuses`, { kind: "iopu", proof, from, until })
  await give(now, "01.01.2020")
  await give(before, "01.01.2020", "31.12.2020")
  await give(ahead, "2027-12-31")
  const narrowed = await page(reader, `/organisations?status=iopu&territory=${place}`)
  expect(narrowed).toContain("1 организация")
  expect(narrowed).toContain(`href="/organisations/${now}"`)
  for (const id of [before, ahead]) expect(narrowed).not.toContain(`href="/organisations/${id}"`)
  expect(await page(reader, `/organisations?status=nonsense&territory=${place}`)).toContain("4 организации")
  const answer = await buildApp(services).request(`/organisations.xlsx?territory=${place}`)
  const rows = await readSheet(new Uint8Array(await answer.arrayBuffer()))
  expect(JSON.stringify(rows)).toContain("Статусы")
  expect(JSON.stringify(rows).match(/исполнитель общественно полезных услуг/g)).toHaveLength(1)
})
