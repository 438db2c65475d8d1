import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { findParties, partiesByKind, partyNames } from "./find-parties.ts"
import { countLimit, countParties, listParties } from "./list-parties.ts"
import { contactsOf } from "./party.store.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let region: number
let district: number
const ids: Record<string, number> = {}

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  if (region) return
  const actor = system("test")
  region = await aTerritory(services, actor, "Приморская область", null, "region")
  district = await aTerritory(services, actor, "Заречный район", region)
  const body = { nature: "body", kind: "council" }
  for (const [name, more] of [
    ["Ёлка", { territoryId: district }],
    ["«Абрикос»", { territoryId: region }],
    ["Совет ветеранов Заречного района", { ...body, territoryId: district, shortName: "СВЗР" }],
    ["Районный совет отцов", body],
    ["Жёлудь", { kind: "business" }],
    ["100 % помощи", {}],
  ] as const)
    ids[name] = await aParty(services, actor, name, more)
})

const names = (parties: { name: string }[]) => parties.map(({ name }) => name)
const list = (filter: object, page: object = {}) =>
  listParties(services.db, { nature: "organisation", ...filter }, { limit: 10, ...page })

test("a list goes by the alphabet without quotes, «ё» beside «е», and is read by keys", async () => {
  expect(names(await list({}))).toEqual(["100 % помощи", "«Абрикос»", "Ёлка", "Жёлудь"])
  expect(names(await list({}, { after: ids["«Абрикос»"], limit: 1 }))).toEqual(["Ёлка"])
  expect(names(await list({}, { from: "Д" }))).toEqual(["Ёлка", "Жёлудь"])
  expect(names(await list({}, { after: 999 }))).toEqual([])
})

test("a list is narrowed by kind, territories and text, and counted alike", async () => {
  const { db } = services
  const both = async (filter: object) => [
    names(await list(filter)),
    await countParties(db, { nature: "organisation", ...filter }),
  ]
  expect(await both({ kind: "business" })).toEqual([["Жёлудь"], 1])
  expect(await both({ territories: [region, district] })).toEqual([["«Абрикос»", "Ёлка"], 2])
  expect(await both({ text: "елк" })).toEqual([["Ёлка"], 1])
  expect(await both({ text: "елк", kind: "business" })).toEqual([[], 0])
  const words = async (text: string) => names(await list({ nature: "body", text }))
  for (const text of ["ветераны", "советы ветеранов", "Заречный ветеран", "РАЙОННОГО"])
    expect(await words(text)).toHaveLength(1)
  expect(await both({ text: "%" })).toEqual([["100 % помощи"], 1])
  expect(await both({ text: "\\_" })).toEqual([[], 0])
  expect(await both({})).toEqual([["100 % помощи", "«Абрикос»", "Ёлка", "Жёлудь"], 4])
  expect(await countParties(db, {})).toBe(6)
  expect(countLimit).toBe(500)
})

test("suggestions find the beginning, a word, a short name, a mistyped word", async () => {
  const find = async (query: string) => names(await findParties(services.db, query, 5))
  expect(await find("совет")).toEqual(["Совет ветеранов Заречного района", "Районный совет отцов"])
  expect((await find("СВЗР"))[0]).toBe("Совет ветеранов Заречного района")
  expect((await find("Совет витеранов"))[0]).toBe("Совет ветеранов Заречного района")
  expect(await find("ж")).toEqual(["Жёлудь"])
  expect(await find(" «» ")).toEqual([])
})

test("names of parties by id", async () => {
  const found = await partyNames(services.db, [ids.Ёлка!, ids.Ёлка!, 999])
  expect([...found.keys()]).toEqual([ids.Ёлка])
  expect(found.get(ids.Ёлка!)).toMatchObject({ nature: "organisation", name: "Ёлка" })
})

test("a class of parties expands to those of its kinds, in one order, within territories and a limit", async () => {
  const of = async (of: Parameters<typeof partiesByKind>[1], limit = 10) =>
    names(await partiesByKind(services.db, of, limit))
  await services.db.updateTable("registry.party").set({ demo: true }).where("name", "=", "Жёлудь").execute()
  expect([await of({ kinds: ["business"] }), await of({ kinds: ["business"], demo: true })]).toEqual([[], ["Жёлудь"]])
  await services.db.updateTable("registry.party").set({ demo: false }).where("name", "=", "Жёлудь").execute()
  expect(await of({ kinds: ["ngo", "council"] })).toEqual([
    "100 % помощи",
    "«Абрикос»",
    "Ёлка",
    "Районный совет отцов",
    "Совет ветеранов Заречного района",
  ])
  expect(await of({ kinds: ["ngo", "council"] }, 2)).toEqual(["100 % помощи", "«Абрикос»"])
  expect(await of({ kinds: ["ngo", "council"], natures: ["body"] })).toHaveLength(2)
  expect(await of({ kinds: [], natures: ["organisation"] })).toEqual(["100 % помощи", "«Абрикос»", "Ёлка", "Жёлудь"])
  expect(await of({ kinds: ["ngo"], territoryIds: [district] })).toEqual(["Ёлка"])
  expect(await of({ kinds: ["ngo"], territoryIds: [] })).toEqual([])
  expect(await of({ kinds: ["dragon"] })).toEqual([])
})

test("contacts of parties by id, for those who write to them", async () => {
  const contacts = {
    email: "otdel@example.ru",
    headEmail: "glava@example.ru",
    letterTo: "Главе П. П. Полевому",
    postalAddress: "000001, Заречный",
    phone: "1-23",
  }
  const id = await aParty(services, system("test"), "Отдел молодёжи", {
    nature: "body",
    kind: "department",
    ...contacts,
  })
  const found = await contactsOf(services.db, [id, id, 999])
  expect([...found]).toEqual([[id, { name: "Отдел молодёжи", ...contacts }]])
  expect(await contactsOf(services.db, [])).toEqual(new Map())
})
