import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { readSheet } from "#platform/office/xlsx.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { editParty } from "../party/edit-party.ts"
import { foldName } from "../party/party.ts"
import { addDirection } from "./add-direction.ts"
import { allDirections, directionCounts, directionsOf } from "./direction.store.ts"
import { editDirection } from "./edit-direction.ts"
import { mergeDirections } from "./merge-directions.ts"
import { refileDirection, refileDirectionPart } from "./refile-direction.ts"
import { setDirections } from "./set-directions.ts"

const root: Actor = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url)
})

const run = <T = unknown>(cmd: Parameters<typeof perform>[0], input: unknown, actor = root) => {
  const { db, clock, listeners } = services
  return perform(cmd, { db, clock, listeners, actor }, input) as Promise<T>
}
const added = async (nameRu: string, nameEn = "") => (await run<{ id: number }>(addDirection, { nameRu, nameEn })).id
const idOf = async (name: string) => (await allDirections(services.db)).find(({ nameRu }) => nameRu === name)!.id
const namesOf = async (party: number) =>
  ((await directionsOf(services.db, [party])).get(party) ?? []).map(({ nameRu }) => nameRu)
const countOf = async (id: number) => (await directionCounts(services.db)).get(id)
const reader = () => visitor(buildApp(services))
const eventsOf = (name: string) =>
  services.db.selectFrom("platform.event").selectAll().where("name", "=", name).orderBy("id").execute()

describe("the catalogue", () => {
  test("begins with the usual directions, each folded as names are and in both languages", async () => {
    const rows = await services.db.selectFrom("registry.direction").selectAll().execute()
    expect(rows.length).toBeGreaterThanOrEqual(15)
    for (const row of rows) expect([row.folded_name, row.name_en !== ""]).toEqual([foldName(row.name_ru), true])
  })

  test("is kept by pages: added, renamed, moved, retired, merged", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const post = (path: string, form: Record<string, string>) =>
      browser.post(`/settings/directions${path}`, { key: crypto.randomUUID(), ...form })
    expect((await browser.get("/settings")).text).toContain('href="/settings/directions"')
    await expectValidHtml((await browser.get("/settings/directions")).text)
    expect((await post("", { nameRu: " Зимнее  плавание ", nameEn: "Swimming" })).location).toBe("/settings/directions")
    const id = await idOf("Зимнее плавание")
    expect((await allDirections(services.db)).at(-1)!.id).toBe(id)
    const again = await post("", { nameRu: "«зимнее ПЛАВАНИЕ»", nameEn: "Baths" })
    expect([again.status, again.text.includes("Такое направление уже есть"), again.text.includes("Baths")]).toEqual([
      422,
      true,
      true,
    ])
    const one = `/${id}`
    await expectValidHtml((await browser.get(`/settings/directions${one}`)).text)
    expect((await post(one, { nameRu: "Молодежь", position: "1" })).status).toBe(422)
    expect((await post(one, { nameRu: "Плавание", nameEn: "Swimming", position: "много" })).status).toBe(422)
    const saved = await post(one, { nameRu: "Плавание", nameEn: "Swimming", position: "0", retired: "yes" })
    expect(saved.location).toBe("/settings/directions")
    expect((await allDirections(services.db))[0]).toMatchObject({ id, nameRu: "Плавание", retired: true })
    const history = (await browser.get(`/settings/directions${one}`)).text
    expect(history).toContain("больше не предлагается")
    expect((await browser.get("/en/settings/directions")).text).toContain("Swimming")
    expect((await post(`${one}/merger`, {})).status).toBe(422)
    expect((await post(`${one}/merger`, { into: String(id) })).status).toBe(422)
    expect((await post(`${one}/merger`, { into: String(await idOf("Молодёжь")) })).location).toBe(
      "/settings/directions",
    )
    expect((await browser.get(`/settings/directions${one}`)).status).toBe(404)
  })

  test("is no business of those who keep only a territory", async () => {
    const place = await aTerritory(services, root, "Светлый")
    const { browser, actor } = await signedIn(services, "coordinator", { kind: "territory", id: place })
    expect((await browser.get("/settings/directions")).status).toBe(403)
    expect((await browser.get("/settings")).text).not.toContain("/settings/directions")
    await expect(run(addDirection, { nameRu: "Местное" }, actor)).rejects.toMatchObject({ status: 403 })
  })
})

describe("a card", () => {
  test("gets its directions by ticks; everybody sees them, finds by them and narrows lists by them", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const id = await aParty(services, root, "АНО «Чистый плёс»")
    const [nature, youth] = [await added("Чистые реки", "Clean rivers"), await added("Юные путешественники")]
    const path = `/organisations/${id}`
    expect((await browser.get(path)).text).toContain(`href="${path}/directions"`)
    await expectValidHtml((await browser.get(`${path}/directions`)).text)
    const form = new URLSearchParams([
      ["key", crypto.randomUUID()],
      ["directions", String(youth)],
      ["directions", String(nature)],
    ])
    expect((await browser.post(`${path}/directions`, form)).location).toBe(path)
    expect(await namesOf(id)).toEqual(["Чистые реки", "Юные путешественники"])
    const open = await reader().get(path)
    await expectValidHtml(open.text)
    expect(open.text).toContain(`<a href="/organisations?direction=${nature}">Чистые реки</a>`)
    expect(open.text).toContain("Указаны направления работы")
    expect(open.text).not.toContain(`${path}/directions`)
    expect((await reader().get(`/en${path}`)).text).toContain("Clean rivers")
    expect((await reader().get(`${path}/directions`)).status).toBe(403)
    const found = await search(services.db, { query: "чистая река", audiences: ["open"], limit: 5 })
    expect(found.hits.map((hit) => hit.url)).toContain(path)

    await aParty(services, root, "АНО «Посторонние»")
    const list = (await reader().get(`/organisations?direction=${nature}`)).text
    await expectValidHtml(list)
    expect([list.includes("Чистый плёс"), list.includes("Посторонние"), list.includes("1 организация")]).toEqual([
      true,
      false,
      true,
    ])
    expect((await reader().get(`/organisations?direction=${nature}&kind=media`)).text).toContain("Ничего не нашлось")
    expect((await reader().get(`/organisations?direction=${nature}&q=плёс`)).text).toContain("1 организация")
    const file = await buildApp(services).request(`/organisations.xlsx?direction=${nature}`)
    const read = await readSheet(new Uint8Array(await file.arrayBuffer()))
    const [heading, row] = read.ok ? read.rows : []
    expect(row?.[heading!.indexOf("Направления")]).toBe("Чистые реки, Юные путешественники")
    const all = (await reader().get("/directions")).text
    await expectValidHtml(all)
    expect(all).toContain(`href="/directions/${nature}"`)
    expect((await browser.post(`${path}/directions`, { key: crypto.randomUUID() })).location).toBe(path)
    expect([await namesOf(id), await countOf(nature)]).toEqual([[], { organisation: 0, body: 0 }])
  })

  test("takes ten at most, none that is gone or retired unless it has it, and the same set twice is no deed", async () => {
    const id = await aParty(services, root, "Клуб «Всё на свете»")
    const { browser } = await signedIn(services, "coordinator")
    const offered = (await allDirections(services.db)).filter(({ retired }) => !retired).slice(0, 11)
    const many = new URLSearchParams(offered.map(({ id }): [string, string] => ["directions", String(id)]))
    const refused = await browser.post(`/organisations/${id}/directions`, many)
    expect([refused.status, refused.text.includes("не больше 10")]).toEqual([422, true])
    expect(refused.text.match(/ checked/g)).toHaveLength(11)
    const wrong = { fields: { directions: { key: "invalid.choice" } } }
    await expect(run(setDirections, { id, directions: [999_999] })).rejects.toMatchObject(wrong)
    const old = await added("Старое дело")
    await run(setDirections, { id, directions: [old] })
    await run(editDirection, { id: old, retired: true })
    const before = (await eventsOf("party.directions_set")).length
    await run(setDirections, { id, directions: [old, old] })
    expect((await eventsOf("party.directions_set")).length).toBe(before)
    expect((await browser.get(`/organisations/${id}/directions`)).text).toContain("Старое дело")
    const other = await aParty(services, root, "Клуб «Новички»")
    await expect(run(setDirections, { id: other, directions: [old] })).rejects.toMatchObject(wrong)
    expect((await browser.get(`/organisations/${other}/directions`)).text).not.toContain("Старое дело")
  })

  test("keeps them through a new name and a new nature, and counts follow, its deletion too", async () => {
    const direction = await added("Хоровое пение")
    const ids = []
    for (const name of ["Хор Б", "Хор А", "Хор В"]) {
      const id = await aParty(services, root, name)
      await run(setDirections, { id, directions: [direction] })
      ids.push(id)
    }
    expect(await countOf(direction)).toEqual({ organisation: 3, body: 0 })
    await run(editParty, { id: ids[0], name: "Хор Я" })
    const page = (after = "") => `/organisations?direction=${direction}&limit=2${after}`
    const call = apiCaller(services)
    const first = (await call("GET", page())).body
    expect([first.count, first.items.map((p: { name: string }) => p.name)]).toEqual([3, ["Хор А", "Хор В"]])
    const rest = (await call("GET", page(`&after=${first.next}`))).body
    expect(rest.items.map((p: { name: string }) => p.name)).toEqual(["Хор Я"])
    await run(editParty, { id: ids[1], nature: "body", kind: "club" })
    expect(await countOf(direction)).toEqual({ organisation: 2, body: 1 })
    const bodies = (await call("GET", `/bodies?direction=${direction}`)).body
    expect([bodies.count, bodies.items.length]).toEqual([1, 1])
    expect((await reader().get("/directions")).text).toContain(`href="/bodies?direction=${direction}"`)
    await services.db.deleteFrom("registry.party").where("id", "=", ids[1]!).execute()
    expect(await countOf(direction)).toEqual({ organisation: 2, body: 0 })
  })
})

test("merged directions give their parties over, and what they are found by follows renaming", async () => {
  const [from, into] = [await added("Голубятни"), await added("Птичники")]
  const [one, both] = [await aParty(services, root, "Двор"), await aParty(services, root, "Чердак")]
  await run(setDirections, { id: one, directions: [from] })
  await run(setDirections, { id: both, directions: [from, into] })
  expect(await run(mergeDirections, { id: from, into })).toEqual({ id: into, parties: 2 })
  expect([await namesOf(one), await namesOf(both)]).toEqual([["Птичники"], ["Птичники"]])
  expect([await countOf(from), await countOf(into)]).toEqual([undefined, { organisation: 2, body: 0 }])
  expect((await eventsOf("direction.merged")).at(-1)).toMatchObject({ payload: { from, parties: 2 } })
  await run(editDirection, { id: into, nameRu: "Вольеры" })

  const queued = async () =>
    (
      await sql`SELECT payload FROM graphile_worker._private_jobs
        WHERE payload ::jsonb @> ${JSON.stringify({ direction: into, after: 0 })}::jsonb`.execute(services.db)
    ).rows.length
  const before = await queued()
  const event = { name: "direction.edited", subjectId: String(into), payload: { fields: ["nameRu"] } }
  await services.db.transaction().execute((tx) => refileDirection.run({ tx, services }, event as never))
  expect(await queued()).toBe(before + 1)
  await refileDirectionPart.run(services, { direction: into, after: 0 })
  const found = async (query: string) =>
    (await search(services.db, { query, audiences: ["open"], limit: 5 })).hits.map((hit) => hit.url).sort()
  expect(await found("вольеры")).toEqual([one, both].map((id) => `/organisations/${id}`).sort())
  expect(await found("голубятни")).toEqual([])
})

test("the API keeps the catalogue and the sets; a stranger is refused", async () => {
  const [mine, other] = [await aTerritory(services, root, "Озёрск"), await aTerritory(services, root, "Заречный")]
  const as = async (id?: number) => {
    const { actor } = await signedIn(services, "coordinator", id ? { kind: "territory", id } : undefined)
    return apiCaller(services, await tokenOf(services, actor))
  }
  const [keeper, own, stranger, open] = [await as(), await as(mine), await as(other), apiCaller(services)]
  const { id } = (await keeper("POST", "/directions", { nameRu: "Пруды" })).body
  expect((await own("POST", "/directions", { nameRu: "Моё" })).status).toBe(403)
  expect((await keeper("PATCH", `/directions/${id}`, { nameEn: "Ponds" })).status).toBe(200)
  expect((await keeper("POST", "/directions", { nameRu: "пруды" })).body.errors).toMatchObject([{ field: "nameRu" }])
  const party = await aParty(services, root, "Озёрная стража", { territoryId: mine })
  const path = `/organisations/${party}`
  expect((await stranger("PUT", `${path}/directions`, { directions: [id] })).status).toBe(403)
  expect((await open("PUT", `${path}/directions`, { directions: [id] })).status).toBe(403)
  const direction = { id, name: { ru: "Пруды", en: "Ponds" } }
  expect((await own("PUT", `${path}/directions`, { directions: [id] })).body).toEqual({ items: [direction] })
  expect((await open("GET", path)).body.directions).toEqual([direction])
  expect((await own("PUT", `/bodies/${party}/directions`, { directions: [] })).status).toBe(404)
  const listed = (await open("GET", "/directions")).body.items
  expect(listed).toContainEqual(expect.objectContaining({ ...direction, retired: false, organisations: 1, bodies: 0 }))
  const { id: into } = (await keeper("POST", "/directions", { nameRu: "Озёра", position: 3 })).body
  expect((await keeper("POST", `/directions/${id}/merger`, { into })).body).toEqual({ id: into, parties: 1 })
  expect((await open("GET", path)).body.directions).toMatchObject([{ id: into }])
})
