import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { editParty } from "../party/edit-party.ts"
import { findPartyPairs } from "./find-alike.ts"
import { sharing, tooCommon, writeKeys } from "./keys.store.ts"
import { partyShelf } from "./party-shelf.ts"

const root = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: { browser: Visitor; actor: Actor }
let town: number
let other: number

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  town = await aTerritory(services, root, "Заречный")
  other = await aTerritory(services, root, "Приозёрск")
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})
beforeEach(async () => {
  await sql`TRUNCATE registry.party, registry.alike_key CASCADE`.execute(services.db)
  staff = await signedIn(services, "coordinator", { kind: "territory", id: town })
})

const add = (name: string, more: object = {}) => aParty(services, root, name, { territoryId: town, ...more })
const edit = (id: number, more: object) =>
  perform(
    editParty,
    { db: services.db, clock: services.clock, listeners: services.listeners, actor: root },
    { id, ...more },
  )
const compared = () => findPartyPairs.run(services, undefined)
const pairs = async () =>
  (
    await sql<{ pair: string }>`SELECT lesser || ' ' || greater || ' ' || state AS pair FROM registry.alike
      ORDER BY 1`.execute(services.db)
  ).rows.map(({ pair }) => pair)
const page = async (path: string, who = staff.browser) => {
  services.cache.clear()
  const { status, text } = await who.get(path)
  expect(status, text).toBe(200)
  await expectValidHtml(text)
  return text
}

test("a card that is added or changed is compared with those like it, and the pair goes when they are alike no more", async () => {
  const a = await add("Клуб «Надежда»", { phone: "8 (900) 000-00-01" })
  const b = await add("Клуб «Надежада»", { phone: "+7 900 000 00 01" })
  await add("Фонд «Вымпел»")
  await compared()
  expect(await pairs()).toEqual([`${a} ${b} open`])
  const listed = await page("/duplicates")
  for (const word of ["похожее название: 89 %", "тот же телефон", "Надежада", "Это разные"])
    expect(listed).toContain(word)
  expect(await page(`/organisations/${a}`)).toContain("похожее название: 89 %")
  expect(await page(`/organisations/${a}`, visitor(buildApp(services)))).not.toContain("похожее название")
  await edit(b, { name: "Школа «Парус»", phone: "" })
  await compared()
  expect(await pairs()).toEqual([])
})

test("a pair said to be different stays so, can be brought back, and comes back by itself with the same number", async () => {
  const a = await add("Клуб «Надежда»")
  const b = await add("Клуб «Надежада»", { email: "b@example.ru" })
  await compared()
  const said = await staff.browser.post("/duplicates/different", { id: `${a}`, other: `${b}`, reason: "Два города" })
  expect(said.location).toBe("/duplicates")
  expect(await page("/duplicates")).toContain("Похожих карточек нет")
  expect(await page(`/organisations/${a}`)).toContain("Сказано, что похожая карточка о другом")
  await edit(a, { shortName: "Надежда" })
  await compared()
  expect(await pairs()).toEqual([`${a} ${b} different`])
  expect(await page("/duplicates?show=different")).toContain("Два города")
  await staff.browser.post("/duplicates/alike", { id: `${b}`, other: `${a}` })
  expect(await pairs()).toEqual([`${a} ${b} open`])
  await staff.browser.post("/duplicates/different", { id: `${a}`, other: `${b}` })
  await edit(a, { email: "B@example.ru" })
  await compared()
  expect(await pairs()).toEqual([`${a} ${b} open`])
})

test("pairs are shown to whoever may change both cards, and nobody else says anything of them", async () => {
  const a = await add("Клуб «Надежда»")
  const b = await add("Клуб «Надежада»", { territoryId: other })
  await compared()
  expect(await page("/duplicates")).toContain("Похожих карточек нет")
  const word = { id: `${a}`, other: `${b}` }
  expect((await staff.browser.post("/duplicates/different", word)).status).toBe(403)
  const centre = await signedIn(services, "coordinator")
  expect(await page("/duplicates", centre.browser)).toContain("Надежада")
  const branch = await signedIn(services, "coordinator", { kind: "organisation", id: a })
  expect(await page("/duplicates", branch.browser)).toContain("Похожих карточек нет")
  expect((await visitor(buildApp(services)).get("/duplicates")).status).toBe(403)
})

test("the API lists pairs part by part, takes a word and takes it back", async () => {
  const ids = [await add("Клуб «Надежда»"), await add("Клуб «Надежада»"), await add("Клуб «Нодежда»")]
  await compared()
  const call = apiCaller(services, await tokenOf(services, staff.actor))
  const path = "/duplicates/parties"
  const first = (await call("GET", `${path}?limit=1`)).body
  expect(first.items[0]).toMatchObject({ score: 76, because: [{ why: "name", percent: 89 }], state: "open" })
  const rest = (await call("GET", `${path}?after=${first.next}`)).body
  expect(rest.next).toBe(null)
  expect(rest.items.length + 1).toBe((await pairs()).length)
  const pair = { id: ids[0], other: ids[1] }
  expect((await call("POST", `${path}/different`, { ...pair, reason: "Нет" })).status).toBe(200)
  expect((await call("GET", `${path}?state=different`)).body.items[0].reason).toBe("Нет")
  expect((await call("POST", `${path}/alike`, pair)).status).toBe(200)
  expect((await call("POST", `${path}/different`, { id: ids[0], other: 999999 })).status).toBe(404)
})

test("cards from before there were keys get them from the job, which one worker runs at a time", async () => {
  const { db } = services
  const [a, b] = [await add("Клуб «Надежда»"), await add("Клуб «Надежада»")]
  const kept = () => sql<{ id: number }>`SELECT DISTINCT card_id AS id FROM registry.alike_key ORDER BY 1`.execute(db)
  await sql`TRUNCATE registry.alike_key`.execute(db)
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('registry.alike'))`.execute(tx)
    await compared()
    expect((await kept()).rows).toEqual([])
  })
  expect(await page("/duplicates")).toContain("Ещё не сравнены 2 карточки")
  await compared()
  expect((await kept()).rows.map(({ id }) => id)).toEqual([a, b])
  expect(await pairs()).toEqual([`${a} ${b} open`])
  await compared()
  expect(await page("/duplicates")).not.toContain("Ещё не сравнены")
})

test("of two cards that were merged no pair is left; taken apart, they are alike again", async () => {
  const [a, b] = [await add("Клуб «Надежда»"), await add("Клуб «Надежада»")]
  await compared()
  const link = `/organisations/${a}/merge?with=${b}`
  expect(await page("/duplicates")).toContain(`href="${link}"`)
  await page(link)
  const call = apiCaller(services, await tokenOf(services, staff.actor))
  expect((await call("POST", `/organisations/${a}/merge`, { other: b })).status).toBe(200)
  expect(await page("/duplicates")).not.toContain("Надежада")
  await compared()
  expect(await pairs()).toEqual([])
  expect((await call("POST", `/organisations/${a}/unmerge`, { other: b })).status).toBe(200)
  await compared()
  expect(await pairs()).toEqual([`${a} ${b} open`])
})

describe("adding a card like one that is there", () => {
  const given = { name: "Клуб «Надежада»", kind: "ngo", phone: "5-55-55" }
  test("asks on the page first, loses nothing that was typed, and adds when told to", async () => {
    const a = await add("Клуб «Надежда»")
    const form = { ...given, territoryId: `${town}` }
    const asked = await staff.browser.post("/organisations", { ...form, key: "1" })
    expect(asked.status).toBe(422)
    await expectValidHtml(asked.text)
    for (const word of ["Похоже, такая карточка уже есть", "Всё равно добавить", `/organisations/${a}`, "5-55-55"])
      expect(asked.text).toContain(word)
    expect(asked.text).toContain(`name="seenAlike" value="${a}"`)
    const anew = await add("Центр «Надежада»")
    const again = await staff.browser.post("/organisations", { ...form, seenAlike: `${a}`, key: "2" })
    expect(again.status, "one that was not shown before").toBe(422)
    const sent = { ...form, seenAlike: `${a},${anew}`, key: "3" }
    const done = await staff.browser.post("/organisations", sent)
    expect(done.location).toMatch(/^\/organisations\/\d+$/)
    expect((await staff.browser.post("/organisations", sent)).location).toBe(done.location)
  })
  test("is answered by 409 in the API, unless it is confirmed", async () => {
    const a = await add("Клуб «Надежда»")
    const call = apiCaller(services, await tokenOf(services, staff.actor))
    const body = { ...given, territoryId: town }
    const refused = await call("POST", "/organisations", body)
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      code: "registry.alike.found",
      related: [{ title: "Клуб «Надежда»", url: `${services.baseUrl}/organisations/${a}` }],
    })
    expect((await call("POST", "/organisations", { ...body, confirmAlike: true })).status).toBe(201)
  })
})

test("a key that too many cards share is not followed, and a card costs a modest number of keys", async () => {
  const names = Array.from({ length: tooCommon + 1 }, (_, i) => `Клуб «Росток» ${i}`)
  const ids: number[] = []
  for (const name of names) ids.push(await add(name))
  const keys = (id: number, list: string[]) =>
    services.db.transaction().execute((tx) => writeKeys(tx, partyShelf, [{ id, keys: list }]))
  for (const [i, id] of ids.entries()) await keys(id, i < 3 ? ["common", "rare"] : ["common"])
  expect(await sharing(services.db, partyShelf, [["common"]])).toEqual([])
  expect((await sharing(services.db, partyShelf, [["common", "rare"], ["none"]])).map(({ id }) => id).sort()).toEqual(
    ids.slice(0, 3).sort(),
  )
  const id = await add("Ресурсный центр добровольчества и общественных инициатив Приозёрской области", {
    shortName: "РЦ «Приозёрье»",
    phone: "8 900 000-00-01, 8 900 000-00-02",
    email: "a@example.ru",
    headEmail: "b@example.ru",
    ogrn: "1027700132195",
  })
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM registry.alike_key WHERE card_id = ${id}`.execute(services.db)
  expect(rows[0]!.n).toBeLessThan(25)
})
