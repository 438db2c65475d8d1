import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aResolution } from "#test/resolution.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { itemsOf } from "../item/item.store.ts"
import { amendResolution } from "./amend-resolution.ts"
import { placeOfAdded } from "./place-of-added.ts"

const text = `РЕЗОЛЮЦИЯ
круглого стола «Сад»

г. Озёрск	12 апреля 2026 г.

Участники круглого стола решили:
Рекомендовать Администрации города Озёрска:
1. Посадить яблони.
2. Починить ограду.
Рекомендовать клубу «Родник»:
1. Провести праздник урожая.
`

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url)
})
const amend = (id: number, added: object[], changes: object[] = []) => {
  const { db, clock, listeners } = services
  const input = { id, amendedOn: "2026-05-01", reason: "Решение совета", changes, added }
  return perform(amendResolution, { db, clock, listeners, actor: system("test") }, input as never)
}
const pathsOf = async (id: number) => (await itemsOf(services.db, id)).map((i) => `${i.position} ${i.path} ${i.label}`)

describe("the place of an added item", () => {
  const at = (position: number, path: string, label: string, more: object = {}) => ({
    id: position + 1,
    type: "item" as const,
    position,
    depth: path.split(".").length - 1,
    parentId: null,
    path,
    label,
    ...more,
  })
  test("is the next number at the end, a number in between after an item, the last in a block", () => {
    const list = [at(0, "1", "1."), at(1, "1.1", "а)", { parentId: 1 }), at(2, "2", "2.")]
    expect(placeOfAdded(list, null)).toEqual({ position: 3, depth: 0, parentId: null, path: "3", label: "3." })
    expect(placeOfAdded(list, 1)).toEqual({ position: 2, depth: 0, parentId: null, path: "1-1", label: "1-1" })
    expect(placeOfAdded(list, 99)).toBeUndefined()
    const blocks = [
      at(0, "1", "", { type: "block" }),
      at(1, "1.1", "1)", { parentId: 1 }),
      at(2, "1.7", "7)", { parentId: 1 }),
      at(3, "2", "", { type: "block" }),
    ]
    expect(placeOfAdded(blocks, 1)).toEqual({ position: 3, depth: 1, parentId: 1, path: "1.8", label: "8)" })
    expect(placeOfAdded(blocks, 4)).toEqual({ position: 4, depth: 1, parentId: 4, path: "2.1", label: "1" })
    const full = [at(0, "3", "3.", { type: "block" }), at(1, "3.1", "3.1.", { parentId: 1 })]
    expect(placeOfAdded(full, 1)).toMatchObject({ path: "3.2", label: "3.2." })
  })
})

test("an amendment adds items: each in its place with its addressees, and nothing else moves or changes", async () => {
  const { id, items } = await aResolution(services, text)
  const [block, apples, fence] = items
  const before = items.map((item) => item.text)
  await amend(id, [
    { after: apples!.id, text: "Полить яблони.", names: ["Клуб «Родник»", "Дачный союз"], deadline: "2026-07-01" },
    { after: block!.id, text: "Открыть калитку.", force: "instruct", term: "ежедневно" },
    { after: null, text: "Собрать урожай." },
  ])
  expect(await pathsOf(id)).toEqual([
    "0 1 ",
    "1 1.1 1",
    "2 1.1-1 1-1",
    "3 1.2 2",
    "4 1.3 3",
    "5 2 ",
    "6 2.1 1",
    "7 3 3",
  ])
  const now = await itemsOf(services.db, id)
  expect(now.filter((item) => items.some((old) => old.id === item.id)).map((item) => item.text)).toEqual(before)
  expect(now[2]).toMatchObject({
    text: "Полить яблони.",
    parentId: block!.id,
    deadline: "2026-07-01",
    addressees: [
      { name: "Клуб «Родник»", role: "lead", partyId: expect.any(Number) },
      { name: "Дачный союз", role: "joint", partyId: expect.any(Number) },
    ],
  })
  expect(now[4]!.addressees.map((a) => [a.name, a.role, a.directionId])).toEqual([
    ["Администрация города Озёрска", "lead", null],
  ])
  expect(now[7]!.addressees).toEqual([])
  const counts = await services.db
    .selectFrom("deliberation.resolution")
    .select(["item_count", "addressed_count"])
    .where("id", "=", id)
    .executeTakeFirst()
  expect(counts).toEqual({ item_count: 6, addressed_count: 5 })
  const { hits } = await search(services.db, { query: "калитка", audiences: ["open"], limit: 5 })
  expect(hits.map((hit) => hit.id)).toContain(String(now[4]!.id))

  const reader = visitor(buildApp(services))
  const page = (await reader.get(`/resolutions/${id}`)).text
  await expectValidHtml(page)
  expect(page.match(/добавлен поправкой/g)).toHaveLength(3)
  expect((await reader.get(`/items/${now[2]!.id}`)).text).toContain("Пункт добавлен поправкой № 1 от 1 мая 2026")
  const removed = [{ itemId: now[2]!.id, field: "removed", after: "" }]
  await amend(id, [], removed)
  expect((await reader.get(`/items/${now[2]!.id}`)).text).toContain("Исключён поправкой")
  expect((await reader.get(`/items/${fence!.id}`)).text).not.toContain("добавлен поправкой")
})

test("an item is added on the page of the amendment; what was typed stays when it does not fit", async () => {
  const { id, items } = await aResolution(services, text)
  const { browser } = await signedIn(services, "coordinator")
  const form = { amendedOn: "1.05.2026", reason: "Решение совета", key: crypto.randomUUID(), "added-force": "instruct" }
  const path = `/resolutions/${id}/amendments`
  await expectValidHtml((await browser.get(`${path}/new`)).text)
  expect((await browser.post(path, form)).text).toContain("Ничего не изменено")
  const wrong = await browser.post(path, { ...form, "added-names": "Дачный союз", "added-deadline": "вчера-то" })
  await expectValidHtml(wrong.text)
  expect([wrong.status, wrong.text.includes("Дачный союз"), wrong.text.includes("вчера-то")]).toEqual([422, true, true])
  expect(wrong.text.match(/class="field wrong"/g)).toHaveLength(2)
  const right = {
    ...form,
    key: crypto.randomUUID(),
    "added-text": "Полить яблони.",
    "added-after": String(items[1]!.id),
    "added-names": "Дачный союз\r\nКлуб «Родник»",
  }
  for (let i = 0; i < 2; i++) expect((await browser.post(path, right)).location).toBe(`/resolutions/${id}`)
  expect((await itemsOf(services.db, id)).map((item) => item.path)).toEqual(["1", "1.1", "1.1-1", "1.2", "2", "2.1"])
})

test("the API adds items, too, and refuses what is nowhere", async () => {
  const { id } = await aResolution(services, text)
  const other = await aResolution(services, text)
  const call = apiCaller(services, await tokenOf(services, (await signedIn(services, "coordinator")).actor))
  const send = (added: object[]) =>
    call("POST", `/resolutions/${id}/amendments`, { amendedOn: "2026-05-01", reason: "Решение", added })
  const done = await send([{ after: null, text: "Собрать урожай." }])
  expect(done).toMatchObject({
    status: 201,
    body: { changes: [{ field: "added", before: "", after: "Собрать урожай." }] },
  })
  expect((await send([{ after: other.items[0]!.id, text: "Мимо" }])).status).toBe(404)
  for (const wrong of [
    { after: null, text: " " },
    { after: null, text: "Да", force: "endorse" },
  ])
    expect((await send([wrong])).status).toBe(422)
  expect((await send([])).status).toBe(422)
  expect(await itemsOf(services.db, id)).toHaveLength(6)
})
