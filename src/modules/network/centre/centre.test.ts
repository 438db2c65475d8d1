import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { allTerritories } from "#modules/registry/public.ts"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { goodPassword } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { addCentre } from "./add-centre.ts"
import { canRunNetwork } from "./centre.policy.ts"
import { allCentres } from "./centre.store.ts"
import { isSlug, scopesOfCentre, slugOf } from "./centre.ts"

// Whole ways through many pages: slow machines take their time.
vi.setConfig({ testTimeout: 180_000 })
const root: Actor = system("test")
const today = "2026-03-02"
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let region: number
let flagship: number
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  region = await aTerritory(services, root, "Приозёрская область", null, "region")
  flagship = (await add({ name: "Областной центр", kind: "flagship", territoryId: region })).id
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url)
})

const add = (input: object, actor = root) => {
  const { db, clock, listeners } = services
  return perform(addCentre, { db, clock, listeners, actor }, { today, ...input })
}
/** A municipal centre in a new territory of the region. */
async function municipal(name: string) {
  const territory = await aTerritory(services, root, `Округ ${name}`, region)
  const centre = await add({ name: `Центр ${name}`, kind: "municipal", territoryId: territory, parentId: flagship })
  return { ...centre, territory, path: `/centres/${centre.slug}` }
}
const letters = () => services.db.selectFrom("platform.outgoing_mail").selectAll().orderBy("id").execute()
const linkTo = async (email: string) => {
  const letter = (await letters()).findLast(({ to_address }) => to_address === email)
  return /\/welcome\/[\w-]+/.exec(letter?.body_text ?? "")![0]
}
/** Somebody opens the link of the letter to this address, sets a password and is signed in. */
async function arrives(email: string, name = "Вера Лугова") {
  const browser = visitor(buildApp(services))
  const done = await browser.post(await linkTo(email), { name, password: goodPassword })
  expect(done.status).toBe(303)
  return browser
}

test("addresses are made of names, and say what they are", () => {
  expect(slugOf("Чехов", [])).toBe("chekhov")
  expect(slugOf("Щёлковский район", ["shchelkovskiy-rayon"])).toBe("shchelkovskiy-rayon-2")
  expect(slugOf("№ 7", [])).toBe("centre")
  expect(slugOf("New", [])).toBe("new-2")
  expect(["a", "Чехов", "-a", "new", "a b", "ok-1"].map(isSlug)).toEqual([false, false, false, false, false, true])
})

test("the staff of a flagship runs the network below its territory only", async () => {
  const all = await allCentres(services.db)
  const parent = all.find(({ id }) => id === flagship)!
  const territories = await allTerritories(services.db)
  const above = territories.find(({ id }) => id === region)!
  const inner = { id: 900, parentId: region, name: "Внутри", kind: "municipality" as const }
  const outer = { id: 901, parentId: null, name: "Снаружи", kind: "municipality" as const }
  const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: region })
  expect(canRunNetwork(actor, parent, [inner, above])).toBe(true)
  expect(canRunNetwork(actor, parent, [above])).toBe(false)
  expect(canRunNetwork(actor, parent, [outer])).toBe(false)
  expect(canRunNetwork(actor, undefined, [inner, above])).toBe(false)
  expect(canRunNetwork(actor, { ...parent, closedOn: today }, [inner, above])).toBe(false)
  expect(canRunNetwork(actor, { ...parent, kind: "municipal" }, [inner, above])).toBe(false)
  expect(scopesOfCentre(all, territories, parent)).toEqual([
    { kind: "body", id: parent.partyId },
    { kind: "territory", id: region },
  ])
})

describe("a new centre", () => {
  test("is made on one page, and its head comes by the letter and is led through the first steps", async () => {
    const { browser } = await signedIn(services, "administrator")
    const page = await browser.get("/centres/new")
    await expectValidHtml(page.text)
    const form = { name: "Ресурсный центр Ближнего", kind: "municipal", parentId: String(flagship), territoryId: "" }
    const given = { ...form, territoryName: "Ближний округ", email: "head@near.example", slug: "" }
    const wrong = await browser.post("/centres/new", { ...given, email: "не почта", key: "1" })
    expect([wrong.status, wrong.text.includes("Ближний округ")]).toEqual([422, true])
    const none = await browser.post("/centres/new", { ...given, territoryName: "", key: "2" })
    expect(none.text).toContain(services.translator.say.ru("centre.needs_territory"))
    const done = await browser.post("/centres/new", { ...given, key: "3" })
    expect(done.location).toBe("/centres/blizhniy-okrug")
    const again = await browser.post("/centres/new", {
      ...given,
      territoryName: "",
      territoryId: String(region),
      key: "4",
    })
    expect(again.text).toContain(services.translator.say.ru("centre.territory_taken"))

    const head = await arrives("head@near.example")
    expect((await head.get("/desk")).text).toContain("/centres/blizhniy-okrug/start")
    const start = await head.get("/centres/blizhniy-okrug/start")
    await expectValidHtml(start.text)
    expect(start.text).toContain("Ваш центр: 5 шагов")
    expect(start.text).toContain("Пока ничего не сделано.")
    const centre = (await allCentres(services.db)).find(({ slug }) => slug === "blizhniy-okrug")!
    await head.post("/centres/blizhniy-okrug/edit", {
      about: "Помогаем НКО.\n\nПриходите.",
      contacts: "ул. Мира, 1",
      key: "a",
    })
    const bare = { organisation: "Центр Ближнего", signatory: "В. Лугова", numberPattern: "БЛ-{nnn}" }
    expect((await head.post(`/settings/letters/${centre.territoryId}`, { ...bare, key: "b" })).status).toBe(303)
    expect((await head.post("/centres/blizhniy-okrug/staff", { email: "two@near.example", key: "c" })).status).toBe(303)
    expect((await head.get("/centres/blizhniy-okrug/start")).text).toContain("Сделано 3 из 5.")
    await aParty(services, root, "Кружок «Ручей»", { territoryId: centre.territoryId })
    await services.db
      .insertInto("deliberation.resolution")
      .values({ title: "Черновик", kind: "round_table", territory_id: centre.territoryId, created_at: new Date(0) })
      .execute()
    expect((await head.get("/centres/blizhniy-okrug/start")).text).toContain("Сделано 5 из 5.")
    expect((await head.get("/desk")).text).not.toContain("/centres/blizhniy-okrug/start")

    const open = await visitor(buildApp(services)).get("/centres/blizhniy-okrug")
    await expectValidHtml(open.text)
    for (const shown of ["Помогаем НКО.", "ул. Мира, 1", "Кружок «Ручей»", "Областной центр"])
      expect(open.text).toContain(shown)
    for (const hidden of ["Вера Лугова", "head@near.example", "two@near.example"])
      expect(open.text).not.toContain(hidden)
  })

  test("takes a body of its name; never an organisation, a second address or a foreign parent", async () => {
    const inner = await aTerritory(services, root, "Дальний округ", region)
    const body = await aParty(services, root, "Центр Дальнего", { nature: "body", kind: "council", territoryId: inner })
    await aParty(services, root, "АНО «Не центр»")
    const input = { name: "Центр Дальнего", kind: "municipal", territoryId: inner, parentId: flagship }
    const { id, slug } = await add(input)
    const made = (await allCentres(services.db)).find((one) => one.id === id)!
    expect([made.partyId, slug]).toEqual([body, "dalniy-okrug"])
    const other = await aTerritory(services, root, "Третий округ", region)
    const fields = (more: object) =>
      add({ ...input, territoryId: other, ...more }).catch((err) => Object.keys(err.fields))
    expect(await fields({})).toEqual(["name"])
    expect(await fields({ name: "АНО «Не центр»" })).toEqual(["name"])
    expect(await fields({ name: "Иной", slug })).toEqual(["slug"])
    expect(await fields({ name: "Иной", slug: "Чехов" })).toEqual(["slug"])
    expect(await fields({ name: "Иной", parentId: 9999 })).toEqual(["parentId"])
    expect(await fields({ name: "Иной", territoryId: 9999 })).toEqual(["territoryId"])
    expect(await fields({ name: "Иной", territoryId: null, territoryName: "Дальний округ" })).toEqual(["territoryName"])
  })

  test("comes also from the staff of the flagship, inside its territory, and from nobody else", async () => {
    const inner = await aTerritory(services, root, "Четвёртый округ", region)
    const outer = await aTerritory(services, root, "Чужая область", null, "region")
    const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: region })
    const input = { name: "Центр Четвёртого", kind: "municipal", territoryId: inner, parentId: flagship }
    const refused = { status: 403 }
    await expect(add({ ...input, parentId: null }, actor)).rejects.toMatchObject(refused)
    await expect(add({ ...input, territoryId: outer }, actor)).rejects.toMatchObject(refused)
    await expect(add({ ...input, kind: "flagship" }, actor)).rejects.toMatchObject(refused)
    const plain = await municipal("Пятый")
    const { actor: local } = await signedIn(services, "coordinator", { kind: "territory", id: plain.territory })
    await expect(add({ ...input, territoryId: null, territoryName: "Моя" }, local)).rejects.toMatchObject(refused)
    await expect(add({ ...input, parentId: plain.id }, local)).rejects.toMatchObject(refused)
    expect((await add(input, actor)).slug).toBe("chetvertyy-okrug")
    const sectoral = { name: "Центр добровольцев-медиков", kind: "sectoral", parentId: flagship }
    const { id } = await add(sectoral, actor)
    expect((await allCentres(services.db)).find((one) => one.id === id)!.territoryId).toBe(null)
  })
})

describe("the staff of one centre", () => {
  test("changes nothing of another, and a head invites into exactly its own scope", async () => {
    const [one, two] = [await municipal("Первый"), await municipal("Второй")]
    const { browser: admin } = await signedIn(services, "administrator")
    await admin.post(`${one.path}/staff`, { email: "head@one.example", head: "yes", key: "1" })
    const head = await arrives("head@one.example", "Анна Речная")
    await head.post(`${one.path}/staff`, { email: "staff@one.example", key: "1" })
    const staff = await arrives("staff@one.example", "Олег Прудов")
    const grants = await services.db
      .selectFrom("platform.app_grant as g")
      .innerJoin("platform.app_user as u", "u.id", "g.user_id")
      .select(["g.role", "g.scope_kind", "g.scope_id", "g.until_at"])
      .where("u.email", "in", ["head@one.example", "staff@one.example"])
      .execute()
    const own = { role: "coordinator", scope_kind: "territory", scope_id: one.territory, until_at: null }
    expect(grants).toEqual([own, own])

    for (const browser of [head, staff])
      for (const path of ["edit", "staff", "curators", "start", "closing"])
        expect((await browser.get(`${two.path}/${path}`)).status, path).toBe(403)
    expect((await staff.get(`${one.path}/staff`)).status).toBe(200)
    const deeds: [string, Record<string, string>][] = [
      [`${two.path}/edit`, { about: "Чужое", contacts: "", slug: "" }],
      [`${two.path}/staff`, { email: "x@one.example" }],
      [`${two.path}/curators`, { directionId: "1", name: "Чужой", fromOn: today }],
      [`${two.path}/closing`, { closedOn: today }],
      [`${one.path}/closing`, { closedOn: today }],
      [`${one.path}/staff`, { email: "x@one.example", head: "yes" }],
      [`/settings/letters/${two.territory}`, { organisation: "Чужое" }],
      ["/settings/letters", { organisation: "Чужое" }],
      ["/centres/new", { name: "Мой", kind: "municipal", territoryId: "", territoryName: "Моя", email: "x@x.example" }],
    ]
    for (const [path, form] of deeds) expect((await head.post(path, { ...form, key: "k" })).status, path).toBe(403)
    // Whoever was not invited as a head invites nobody.
    expect((await staff.post(`${one.path}/staff`, { email: "x@one.example", key: "k" })).status).toBe(403)
    expect((await letters()).some(({ to_address }) => to_address === "x@one.example")).toBe(false)
    expect((await allCentres(services.db)).find(({ id }) => id === two.id)!.about).toBe("")
  })

  test("is named only as the centre has typed, and a stranger cannot be named", async () => {
    const one = await municipal("Шестой")
    const scope = { kind: "territory", id: one.territory } as const
    const { browser, actor } = await signedIn(services, "coordinator", scope, "Раиса Тихая")
    const { actor: stranger } = await signedIn(services, "coordinator", { kind: "territory", id: 0 }, "Чужой Человек")
    const idOf = (who: Actor) => (who.kind === "user" ? who.userId : "")
    const read = async () => (await visitor(buildApp(services)).get(one.path)).text
    const name = (user: string, as: string) =>
      browser.post(`${one.path}/staff/${user}`, { name: as, post: "методист", key: as })
    await expectValidHtml((await browser.get(`${one.path}/staff`)).text)
    expect((await name(idOf(stranger), "Чужой")).status).toBe(404)
    expect((await name(idOf(actor), "Раиса Т.")).status).toBe(303)
    expect(await read()).toContain("Раиса Т.")
    await name(idOf(actor), "")
    expect(await read()).not.toContain("Раиса")
  })
})

test("a centre that is closed loses its staff and its invitations at once, and says so", async () => {
  const one = await municipal("Седьмой")
  const { browser: admin } = await signedIn(services, "administrator")
  await admin.post(`${one.path}/staff`, { email: "head@seven.example", head: "yes", key: "1" })
  const head = await arrives("head@seven.example", "Инна Осенняя")
  await head.post(`${one.path}/staff`, { email: "late@seven.example", key: "1" })
  const late = await linkTo("late@seven.example")
  const now = services.clock.now()
  const day = now.toISOString().slice(0, 10)
  await services.db.updateTable("network.centre").set({ opened_on: "2020-01-01" }).where("id", "=", one.id).execute()
  const asked = await admin.get(`${one.path}/closing`)
  await expectValidHtml(asked.text)
  expect(asked.text).toContain("Инна Осенняя")
  const close = (form: Record<string, string>) =>
    admin.post(`${one.path}/closing`, { key: "k", closedWhy: "", ...form })
  expect((await close({ closedOn: "2999-01-01" })).status).toBe(422)
  expect((await close({ closedOn: "1 января 2019" })).status).toBe(422)
  expect((await close({ closedOn: day, closedWhy: "Продолжает опорный центр" })).status).toBe(303)
  expect((await close({ closedOn: day, closedWhy: "Ещё раз" })).status).toBe(422)
  expect((await head.get("/desk")).status).toBe(403)
  expect((await head.get(`${one.path}/edit`)).status).toBe(403)
  expect((await visitor(buildApp(services)).get(late)).status).toBe(410)
  const page = await visitor(buildApp(services)).get(one.path)
  expect(page.text).toContain("Продолжает опорный центр")
  await expectValidHtml(page.text)
  expect((await admin.post(`${one.path}/staff`, { email: "x@seven.example", key: "2" })).status).toBe(422)
  // The territory is free for another centre.
  expect((await add({ name: "Новый центр Седьмого", kind: "municipal", territoryId: one.territory })).slug).toMatch(
    /-2$/,
  )
})

test("the menu names the network once there is one, and the front page leads to it", async () => {
  const text = (await visitor(buildApp(services)).get("/")).text
  expect(text).toContain('href="/centres"')
  const { url, drop } = await freshDatabase()
  const empty = testServices(url)
  const alone = visitor(buildApp(empty))
  expect((await alone.get("/")).text).not.toContain('href="/centres"')
  await expectValidHtml((await alone.get("/centres")).text)
  const { browser } = await signedIn(empty, "administrator")
  expect((await browser.get("/settings")).text).toContain('href="/centres"')
  const { browser: coordinator } = await signedIn(empty, "coordinator")
  expect((await coordinator.get("/centres/new")).status).toBe(403)
  await empty.db.destroy()
  await drop()
})

test("the page of a centre shows the logo of its card", async () => {
  const { path, id } = await municipal("с логотипом")
  const logo = "00000000-0000-4000-8000-000000000007"
  const { partyId } = (await allCentres(services.db)).find((one) => one.id === id)!
  const reader = visitor(buildApp(services))
  expect((await reader.get(path)).text).not.toContain("party-logo")
  await services.db
    .insertInto("registry.party_profile")
    .values({ party_id: partyId, logo, logo_alt: "Маяк над водой" })
    .execute()
  services.cache.clear()
  const page = await reader.get(path)
  await expectValidHtml(page.text)
  expect(page.text).toContain(`src="/files/${logo}" alt="Маяк над водой"`)
})
