import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { findAlike, tooCommon } from "#modules/registry/public.ts"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { erasePerson } from "../erasure/erase-person.ts"
import { editPerson } from "../person/edit-person.ts"
import { personById } from "../person/person.store.ts"
import { plantPeople } from "../planting/plant-people.store.ts"
import { findPersonPairs } from "./find-alike-people.ts"
import { alikePeople } from "./person-alike.store.ts"
import { keysOfPerson } from "./person-keys.ts"
import { becauseSeen } from "./person-pairs.ts"

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
  await sql`TRUNCATE people.person, people.alike_key CASCADE`.execute(services.db)
  staff = await signedIn(services, "coordinator", { kind: "territory", id: town })
})

const add = (name: string, more: object = {}) => {
  const [familyName = "", givenName = "", patronymic = ""] = name.split(" ")
  return aPerson(services, familyName, { givenName, patronymic, territoryId: town, ...more })
}
const caller = () => ({ db: services.db, clock: services.clock, listeners: services.listeners, actor: root })
const compared = () => findPersonPairs.run(services, undefined)
const pairs = async () =>
  (
    await sql<{ pair: string }>`SELECT lesser || ' ' || greater || ' ' || state AS pair FROM people.alike
      ORDER BY 1`.execute(services.db)
  ).rows.map(({ pair }) => pair)
const paired = (a: string, b: string, state = "open") => [`${[a, b].sort().join(" ")} ${state}`]
const page = async (path: string, who = staff.browser) => {
  services.cache.clear()
  const { status, text } = await who.get(path)
  expect(status, text).toBe(200)
  await expectValidHtml(text)
  return text
}

const known = { phone: "+7 912 345-67-89", birthOn: "1990-05-01" }

test("two cards of one person are shown side by side with why, told apart, brought back, and gone with the person", async () => {
  const a = await add("Кедрова Анна Игоревна", known)
  const b = await add("Анна Кедрова", { phone: "8 (912) 345 67 89" })
  await add("Кедрова Инна Игоревна", known)
  await compared()
  expect(await pairs()).toEqual(paired(a, b))
  const listed = await page("/duplicates/people")
  for (const word of ["имя и фамилия переставлены", "тот же телефон", "1 мая 1990", "Это разные"])
    expect(listed).toContain(word)
  expect(await page(`/people/${a}`)).toContain("имя и фамилия переставлены")
  expect(await page(`/people/${b}/readings`)).toContain("Лидия Осипова")
  const word = { id: a, other: b, reason: "Мать и дочь" }
  expect((await staff.browser.post("/duplicates/people/different", word)).location).toBe("/duplicates/people")
  expect(await page(`/people/${a}`)).not.toContain("имя и фамилия переставлены")
  await perform(editPerson, caller(), { id: a, note: "Позвонить" })
  await compared()
  expect(await pairs()).toEqual(paired(a, b, "different"))
  expect(await page("/duplicates/people?show=different")).toContain("Мать и дочь")
  await staff.browser.post("/duplicates/people/alike", { id: b, other: a })
  expect(await pairs()).toEqual(paired(a, b))
  await perform(erasePerson, caller(), { id: b, basis: "consent_withdrawn" })
  expect(await pairs()).toEqual([])
  const left = await sql`SELECT FROM people.alike_key WHERE card_id = ${b}`.execute(services.db)
  expect(left.rows).toEqual([])
})

test("of two people who were merged no pair is left; taken apart, they are alike again", async () => {
  const [a, b] = [await add("Кедрова Анна Игоревна", known), await add("Анна Кедрова")]
  await compared()
  const [one, two] = [a, b].sort()
  const link = `/people/${one}/merge?with=${two}`
  expect(await page("/duplicates/people")).toContain(`href="${link}"`)
  await page(link)
  const call = apiCaller(services, await tokenOf(services, staff.actor))
  expect((await call("POST", `/people/${a}/merge`, { other: b })).status).toBe(200)
  await compared()
  expect(await pairs()).toEqual([])
  expect((await call("POST", `/people/${a}/unmerge`, { other: b })).status).toBe(200)
  await compared()
  expect(await pairs()).toEqual(paired(a, b))
})

test("whoever keeps one of the two learns nothing of the other, neither here nor when adding", async () => {
  const a = await add("Ракитина Вера Павловна", known)
  const b = await add("Ракитина Вера Павловна", { ...known, territoryId: other })
  await compared()
  expect(await pairs()).toEqual(paired(a, b))
  expect(await page("/duplicates/people")).not.toContain("Ракитина")
  expect(await page(`/people/${a}`)).not.toContain("Похожие карточки")
  expect((await staff.browser.post("/duplicates/people/different", { id: a, other: b })).status).toBe(404)
  const call = apiCaller(services, await tokenOf(services, staff.actor))
  expect((await call("GET", "/duplicates/people")).body.items).toEqual([])
  expect((await visitor(buildApp(services)).get("/duplicates/people")).status).toBe(403)
  const elsewhere = await signedIn(services, "coordinator", { kind: "territory", id: other })
  const given = { familyName: "Ракитина", givenName: "Вера", territoryId: `${other}` }
  const asked = await elsewhere.browser.post("/people", given)
  expect(asked.status).toBe(422)
  expect(asked.text).toContain(b)
  expect(asked.text).not.toContain(a)
  const centre = await signedIn(services, "coordinator")
  expect(await page("/duplicates/people", centre.browser)).toContain("Ракитина")
})

test("why two are alike is said only of fields that the reader may see of both", () => {
  const because = [{ why: "name_same" }, { why: "phone" }, { why: "email" }, { why: "birthday" }]
  const seen = becauseSeen(because, new Set(["name", "phone", "email", "birthOn"]), new Set(["name", "email"]))
  expect(seen.map(({ why }) => why)).toEqual(["name_same", "email"])
})

test("who is like somebody there is asked about before being added, by page and API", async () => {
  const a = await add("Кедрова Алёна Игоревна", known)
  const form = { familyName: "Кедрова", givenName: "Алена", phone: "89123456789", note: "Пришла сама" }
  const asked = await staff.browser.post("/people", { ...form, territoryId: `${town}` })
  expect(asked.status).toBe(422)
  await expectValidHtml(asked.text)
  for (const word of ["Похоже, такая карточка уже есть", "Всё равно добавить", `/people/${a}`, "Пришла сама"])
    expect(asked.text).toContain(word)
  const done = await staff.browser.post("/people", { ...form, territoryId: `${town}`, seenAlike: a })
  expect(done.location).toMatch(/^\/people\/[0-9a-f-]{36}$/)
  const call = apiCaller(services, await tokenOf(services, staff.actor))
  const refused = await call("POST", "/people", { ...form, territoryId: town })
  expect([refused.status, refused.body.code]).toEqual([409, "registry.alike.found"])
  expect(refused.body.related.map(({ url }: { url: string }) => url)).toContain(`${services.baseUrl}/people/${a}`)
  expect((await call("POST", "/people", { ...form, territoryId: town, confirmAlike: true })).status).toBe(201)
  await compared()
  const { items } = (await call("GET", "/duplicates/people?limit=2")).body
  expect(items).toHaveLength(2)
  const [one, two] = items[0].cards
  const pair = { id: one.id, other: two.id }
  expect((await call("POST", "/duplicates/people/different", pair)).status).toBe(200)
  expect((await call("POST", "/duplicates/people/alike", pair)).status).toBe(200)
})

test("among many, the comparison of one card looks at few rows", async () => {
  const stems = [..."бвгджзклмнпрстфхцчш"].flatMap((one) => [..."аеиоу"].map((two) => `${one}${two}`))
  const word = (n: number) => `${stems[n % 95]}${stems[(n * 7 + 3) % 95]}${stems[Math.floor(n / 95) % 95]}нов`
  const people = Array.from({ length: 4000 }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    ...{ familyName: word(n), givenName: ["Анна", "Вера", "Пётр", "Иван"][n % 4]!, patronymic: "Олеговна" },
    ...{ birthOn: null, email: "", phone: "", territoryId: town, ownConsentOn: null, guardian: null, role: null },
    ...{ fields: [], affiliations: [], skills: [] },
  }))
  await services.db.transaction().execute((tx) => plantPeople(tx, people, services.clock.now()))
  await sql`ANALYZE people.alike_key`.execute(services.db)
  const read = await services.db.transaction().execute(async (tx) => {
    const found = await findAlike(tx, alikePeople, (await personById(tx, people[7]!.id))!, 5)
    expect(found.length).toBeLessThan(5)
    const { rows } = await sql<{ scanned: number; fetched: number }>`
      SELECT seq_tup_read AS scanned, idx_tup_fetch AS fetched FROM pg_stat_xact_user_tables
      WHERE schemaname = 'people' AND relname = 'alike_key'`.execute(tx)
    return rows[0]!
  })
  expect(read.scanned, "the table is not read through").toBe(0)
  expect(read.fetched).toBeLessThanOrEqual(keysOfPerson(people[7]!).length * (tooCommon + 1))
  const { rows: kept } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM people.alike_key`.execute(services.db)
  expect(kept[0]!.n).toBeLessThan(people.length * 6)
  expect(await sql`SELECT FROM people.alike_due`.execute(services.db)).toMatchObject({ rows: [] })
})
