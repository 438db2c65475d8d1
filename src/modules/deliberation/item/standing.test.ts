import { strFromU8, unzipSync } from "fflate"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { perform } from "#platform/command.ts"
import type { Module } from "#platform/module.ts"
import { upkeep } from "#platform/search/upkeep.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aResolution } from "#test/resolution.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { modules } from "../../../modules.ts"
import { amendResolution } from "../resolution/amend-resolution.ts"
import type { Item } from "./item.ts"
import { itemsForAsking } from "./items-for-asking.ts"
import type { Standings } from "./standing.ts"

const text = `РЕЗОЛЮЦИЯ
круглого стола «Чистая река»

г. Озёрск	12 апреля 2026 г.

Участники круглого стола решили:
Рекомендовать Администрации города Озёрска:
1. Очистить берег реки Глубокая от мусора до 1 июня 2026 года.
2. Поставить у реки Глубокая скамейки.
Рекомендовать клубу «Родник»:
1. Провести субботник на берегу.
`

/** This module and what it may call: what stands above it in the program is not asked here. */
const lower = modules.slice(0, 1 + modules.findIndex(({ name }) => name === "deliberation"))

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
/** What the module above says of items now, and how often it was asked. */
const said: Standings = new Map()
const asked: number[][] = []
const above: Module = {
  name: "above",
  migrations: {},
  messages: { ru: {}, en: {} },
  answers: {
    "items.standing": async (_, { ids }) => {
      asked.push(ids)
      return new Map([...said].filter(([id]) => ids.includes(id)))
    },
  },
}
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url, {}, { modules: [...lower, above] })
  said.clear()
})

const accept = (item: Item) =>
  said.set(item.id, {
    stage: "accepted",
    tone: "work",
    word: { key: "item.expected", params: { result: "причал" } },
    detail: { key: "item.due", params: { date: "2026-06-01" } },
  })
const word = "должно появиться: причал"
const asks = async <T>(deed: () => Promise<T>) => {
  asked.length = 0
  return { answer: await deed(), times: asked.length }
}

test("a page asks once, and shows how far each item has come; the rest say what they said before", async () => {
  const { id, items } = await aResolution(services, text)
  const [first, second] = items.filter((item) => item.type === "item") as [Item, Item]
  accept(first)
  const reader = visitor(buildApp(services))
  const { answer, times } = await asks(() => reader.get(`/resolutions/${id}`))
  expect(times).toBe(1)
  expect(asked[0]).toHaveLength(3)
  expect(answer.text.match(new RegExp(word, "g"))).toHaveLength(1)
  expect(answer.text).toMatch(/1 июня 2026\sг\./)
  expect(answer.text.match(/Не отправлялось/g)).toHaveLength(2)

  const item = await asks(() => reader.get(`/items/${first.id}`))
  expect([item.answer.text.includes(word), item.times]).toEqual([true, 1])
  expect((await reader.get(`/items/${second.id}`)).text).toContain("Не отправлялось")
  const party = first.addressees[0]!.partyId!
  const card = await asks(() => reader.get(`/bodies/${party}`))
  expect([card.answer.text.includes(word), card.times]).toEqual([true, 1])
})

test("what an amendment struck out stays struck out", async () => {
  const { id, items } = await aResolution(services, text)
  const struck = items.find((item) => item.type === "item")!
  accept(struck)
  const { db, clock, listeners } = services
  const actor = (await signedIn(services, "administrator")).actor
  const changes = [{ itemId: struck.id, field: "removed" as const, after: "" }]
  await perform(
    amendResolution,
    { db, clock, listeners, actor },
    { id, amendedOn: "2026-05-01", reason: "нет", changes },
  )
  const page = (await visitor(buildApp(services)).get(`/items/${struck.id}`)).text
  expect(page).toContain("Исключён поправкой")
  expect(page).not.toContain(word)
})

test("items like this one say when they were adopted and what came of them", async () => {
  const earlier = await aResolution(services, text, { adoptedOn: "2024-03-02" })
  const { items } = await aResolution(services, text)
  const [old, now] = [earlier.items, items].map((all) => all.find(({ type }) => type === "item")!) as [Item, Item]
  await upkeep(services.db)
  accept(old)
  const { answer, times } = await asks(() => visitor(buildApp(services)).get(`/items/${now.id}`))
  expect(times).toBe(1)
  const alike = answer.text.slice(answer.text.indexOf("Похожие пункты"))
  expect(alike).toContain(`/items/${old.id}"`)
  expect(alike).toMatch(/2 марта 2024\sг\./)
  expect(alike).toContain(word)
})

test("the API and the files say it in words", async () => {
  const { id, items } = await aResolution(services, text)
  const first = items.find((item) => item.type === "item")!
  accept(first)
  const call = apiCaller(services)
  const whole = await asks(() => call("GET", `/resolutions/${id}`))
  expect(whole.times).toBe(1)
  const standings = whole.answer.body.items.filter((i: { type: string }) => i.type === "item")
  expect(standings.map((i: { standing: unknown }) => i.standing)).toEqual([{ stage: "accepted", word }, null, null])
  expect((await call("GET", `/items/${first.id}`)).body.standing).toEqual({ stage: "accepted", word })
  const list = await asks(() => call("GET", `/items?body=${first.addressees[0]!.partyId}&limit=10`))
  expect(list.times).toBe(1)
  expect(list.answer.body.items.map((i: { id: number }) => i.id)).toContain(first.id)

  const file = async (ending: string) =>
    new Uint8Array(
      await (await buildApp(services).request(`http://127.0.0.1/resolutions/${id}.${ending}`)).arrayBuffer(),
    )
  const words = Object.values(unzipSync(await file("docx"))).map((part) => strFromU8(part))
  const sheet = Object.values(unzipSync(await file("xlsx"))).map((part) => strFromU8(part))
  const json = JSON.parse(new TextDecoder().decode(await file("json")))
  for (const found of [words.join(""), sheet.join("")]) {
    expect(found).toContain(word)
    expect(found).toContain("Не отправлялось")
  }
  const statuses = json.resolution.items.map((i: { status: string | null }) => i.status?.replaceAll("\u00A0", " "))
  expect(statuses.filter(Boolean)).toEqual([`${word}, до 1 июня 2026 г.`, "Не отправлялось", "Не отправлялось"])
})

test("where nobody answers, nothing is claimed", async () => {
  const alone = testServices(database.url, {}, { modules: lower })
  const { id, items } = await aResolution(alone, text)
  const page = (await visitor(buildApp(alone)).get(`/resolutions/${id}`)).text
  expect(page.match(/Не отправлялось/g)).toHaveLength(3)
  const first = items.find((item) => item.type === "item")!
  expect((await apiCaller(alone)("GET", `/items/${first.id}`)).body.standing).toBeNull()
})

test("items for asking carry the words in force and the heading of their block", async () => {
  const { id, items } = await aResolution(services, text)
  const [first, second, third] = items.filter((item) => item.type === "item") as [Item, Item, Item]
  const { db, clock, listeners } = services
  const actor = (await signedIn(services, "administrator")).actor
  await perform(
    amendResolution,
    { db, clock, listeners, actor },
    {
      id,
      amendedOn: "2026-05-01",
      reason: "Решение совета",
      changes: [
        { itemId: first.id, field: "text", after: "Очистить оба берега." },
        { itemId: first.id, field: "deadline", after: "2026-07-01" },
        { itemId: second.id, field: "removed", after: "" },
      ],
    },
  )
  expect(await itemsForAsking(db, id)).toEqual([
    expect.objectContaining({
      id: first.id,
      text: first.text,
      words: "Очистить оба берега.",
      deadline: "2026-07-01",
      heading: "Рекомендовать Администрации города Озёрска:",
      addressees: [expect.objectContaining({ name: "Администрация города Озёрска", role: "lead" })],
    }),
    expect.objectContaining({ id: third.id, words: third.text, heading: "Рекомендовать клубу «Родник»:" }),
  ])
})
