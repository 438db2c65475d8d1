import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { foldName } from "#modules/registry/public.ts"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { upkeep } from "#platform/search/upkeep.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { aDraft, anAdopted, aResolution } from "#test/resolution.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { draftFromFile } from "../draft/draft-from-file.ts"
import { itemsForAsking } from "../item/items-for-asking.ts"
import { addTheme } from "./add-theme.ts"
import { mergeThemes } from "./merge-themes.ts"
import { removeTheme } from "./remove-theme.ts"
import { setThemes } from "./set-themes.ts"
import { allThemes } from "./theme.store.ts"

const text = `РЕЗОЛЮЦИЯ
круглого стола «Тёплый двор»

г. Озёрск	12 апреля 2026 г.

Участники круглого стола решили:
1. Администрации города Озёрска передать клубу пустующее помещение.
2. Клубу «Родник» наблюдать за птицами на пруду.
3. Починить лодку.
`

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
const run = <T = unknown>(cmd: Parameters<typeof perform>[0], input: unknown, actor: Actor = system("test")) => {
  const { db, clock, listeners } = services
  return perform(cmd, { db, clock, listeners, actor }, input) as Promise<T>
}
const idOf = async (name: string) => (await allThemes(services.db)).find((theme) => theme.nameRu === name)!.id
const eventsOf = (name: string) =>
  services.db.selectFrom("platform.event").selectAll().where("name", "=", name).orderBy("id").execute()
const refused = (key: string) => expect.objectContaining({ saying: expect.objectContaining({ key }) })

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url)
})

describe("the catalogue", () => {
  test("begins with the usual themes, each folded as names are", async () => {
    const rows = await services.db.selectFrom("deliberation.theme").selectAll().execute()
    expect(rows.length).toBeGreaterThanOrEqual(12)
    for (const row of rows) expect([row.folded_name, row.name_en !== ""]).toEqual([foldName(row.name_ru), true])
  })

  test("is kept by pages: added, renamed, merged, and taken away only while nothing has it", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const post = (path: string, form: Record<string, string>) =>
      browser.post(`/settings/themes${path}`, { key: crypto.randomUUID(), ...form })
    expect((await browser.get("/settings")).text).toContain('href="/settings/themes"')
    await expectValidHtml((await browser.get("/settings/themes")).text)
    expect((await post("", { nameRu: " Птицы  и звери ", nameEn: "Birds" })).location).toBe("/settings/themes")
    const id = await idOf("Птицы и звери")
    const again = await post("", { nameRu: "«птицы и ЗВЕРИ»", nameEn: "Beasts" })
    expect([again.status, again.text.includes("Такая тема уже есть"), again.text.includes("Beasts")]).toEqual([
      422,
      true,
      true,
    ])
    expect((await post(`/${id}`, { nameRu: "Молодёжь" })).status).toBe(422)
    expect((await post(`/${id}`, { nameRu: "Птицы и звери", nameEn: "Animals" })).location).toBe("/settings/themes")
    expect((await browser.get("/en/settings/themes")).text).toContain("Animals")
    await expectValidHtml((await browser.get(`/settings/themes/${id}`)).text)
    expect((await post(`/${id}/merger`, {})).status).toBe(422)

    const { id: resolution, items } = await aResolution(services, text)
    await run(setThemes, { id: resolution, themes: [{ itemId: items[1]!.id, themeId: id }] })
    expect((await browser.get(`/settings/themes/${id}`)).text).toContain("соедините её с другой темой")
    await expect(run(removeTheme, { id })).rejects.toEqual(refused("theme.in_use"))
    const into = await idOf("Экология и благоустройство")
    await expect(run(mergeThemes, { id, into: id })).rejects.toMatchObject({ fields: { into: expect.anything() } })
    expect((await post(`/${id}/merger`, { into: String(into) })).location).toBe("/settings/themes")
    expect((await browser.get(`/settings/themes/${id}`)).status).toBe(404)
    expect((await itemsForAsking(services.db, resolution))[1]!.themeId).toBe(into)
    expect((await eventsOf("theme.merged")).at(-1)).toMatchObject({
      subject_id: String(into),
      payload: { from: id, items: 1 },
    })

    const { id: bare } = await run<{ id: number }>(addTheme, { nameRu: "Никому не нужная" })
    expect((await post(`/${bare}/removal`, {})).location).toBe("/settings/themes")
    await expect(run(removeTheme, { id: bare })).rejects.toEqual(refused("refusal.not_found"))
  })

  test("is no business of those who keep only a territory", async () => {
    const place = await aTerritory(services, system("test"), "Светлый")
    const { browser, actor } = await signedIn(services, "coordinator", { kind: "territory", id: place })
    expect((await browser.get("/settings/themes")).status).toBe(403)
    await expect(run(addTheme, { nameRu: "Местное" }, actor)).rejects.toEqual(refused("refusal.not_allowed"))
  })
})

describe("items", () => {
  test("get themes on one page: offered by words and by items like them, saved by one press", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const premises = await idOf("Помещения и имущество")
    const nature = await idOf("Экология и благоустройство")
    const earlier = await aResolution(services, text, { adoptedOn: "2024-04-12" })
    const { id, items } = await aResolution(services, text)
    await upkeep(services.db)
    await run(setThemes, { id: earlier.id, themes: [{ itemId: earlier.items[1]!.id, themeId: nature }] })
    const path = `/resolutions/${id}/themes`
    expect((await browser.get(`/resolutions/${id}`)).text).toContain(`href="${path}"`)
    const page = (await browser.get(path)).text
    await expectValidHtml(page)
    const chosen = (item: number) =>
      new RegExp(`name="theme-${item}"[\\s\\S]*?</select>`).exec(page)![0].match(/value="(\d+)" selected/)?.[1]
    expect(items.map((item) => chosen(item.id))).toEqual([String(premises), String(nature), undefined])
    expect(page).toContain("Предложено по словам пункта")
    expect(page).toContain("такая тема у похожего пункта")
    expect(page).toContain("Сохранить темы 3 пунктов")

    const before = (await eventsOf("item.themed")).length
    const form = {
      key: crypto.randomUUID(),
      [`theme-${items[0]!.id}`]: String(premises),
      [`theme-${items[1]!.id}`]: String(nature),
      [`theme-${items[2]!.id}`]: "",
    }
    expect((await browser.post(path, form)).location).toBe(`/resolutions/${id}`)
    expect((await browser.get(`/resolutions/${id}`)).text).toContain("Темы сохранены у 2 пунктов.")
    await browser.post(path, { ...form, key: crypto.randomUUID() })
    const events = (await eventsOf("item.themed")).slice(before)
    expect(events.map((e) => [e.subject_id, e.payload])).toEqual([
      [String(items[0]!.id), { resolution: id, theme: premises }],
      [String(items[1]!.id), { resolution: id, theme: nature }],
    ])
    const wrong = await browser.post(path, { ...form, [`theme-${items[2]!.id}`]: "999999", key: crypto.randomUUID() })
    expect(wrong.status).toBe(422)

    const reader = visitor(buildApp(services))
    const shown = (await reader.get(`/items/${items[0]!.id}`)).text
    expect(shown).toContain(`<a href="/resolutions?theme=${premises}">Помещения и имущество</a>`)
    expect(shown).toContain("Указана тема пункта")
    expect((await reader.get(`/en/items/${items[0]!.id}`)).text).toContain("Premises and property")
  })

  test("narrow the lists of resolutions and items, on pages and in the API", async () => {
    const { id: theme } = await run<{ id: number }>(addTheme, { nameRu: "Лодки", nameEn: "Boats" })
    const { id, items } = await aResolution(services, text.replace("Тёплый двор", "Причал"))
    await aResolution(services, text)
    await run(setThemes, { id, themes: [{ itemId: items[2]!.id, themeId: theme }] })
    const hidden = await aResolution(services, text, { visibility: "internal" })
    await run(setThemes, { id: hidden.id, themes: [{ itemId: hidden.items[2]!.id, themeId: theme }] })

    const page = (await visitor(buildApp(services)).get(`/resolutions?theme=${theme}`)).text
    expect(page).toContain("1 резолюция")
    expect(page).toContain("Причал")
    expect(page).toMatch(/class="chip" href="\/resolutions"[\s\S]*?Лодки/)
    const call = apiCaller(services)
    const list = (await call("GET", `/resolutions?theme=${theme}`)).body
    expect([list.count, list.items.map((r: { id: number }) => r.id)]).toEqual([1, [id]])
    const asked = (await call("GET", `/items?theme=${theme}`)).body
    expect(asked.items).toMatchObject([{ id: items[2]!.id, theme: { id: theme, name: { ru: "Лодки", en: "Boats" } } }])
    const body = items[0]!.addressees[0]!.partyId
    expect((await call("GET", `/items?theme=${theme}&body=${body}`)).body.items).toEqual([])
    expect((await call("GET", "/items")).status).toBe(422)
    expect((await call("GET", "/themes")).body.items).toContainEqual({ id: theme, name: { ru: "Лодки", en: "Boats" } })
  })

  test("get themes by the API; a stranger, a draft and a foreign item are refused", async () => {
    const [mine, other] = [
      await aTerritory(services, system("test"), "Озёрск"),
      await aTerritory(services, system("test"), "Заречный"),
    ]
    const draft = await aDraft(services, text, { territoryId: mine })
    const as = async (id: number) => {
      const { actor } = await signedIn(services, "coordinator", { kind: "territory", id })
      return apiCaller(services, await tokenOf(services, actor))
    }
    const [own, stranger] = [await as(mine), await as(other)]
    expect((await own("PUT", `/resolutions/${draft}/themes`, { themes: [] })).status).toBe(409)
    const { id, items } = await anAdopted(services, draft)
    const elsewhere = await aResolution(services, text)
    const themes = [{ itemId: items[0]!.id, themeId: await idOf("Молодёжь") }]
    expect((await stranger("PUT", `/resolutions/${id}/themes`, { themes })).status).toBe(403)
    expect((await own("PUT", `/resolutions/${id}/themes`, { themes })).body).toEqual({ changed: 1 })
    expect((await own("PUT", `/resolutions/${id}/themes`, { themes })).body).toEqual({ changed: 0 })
    const off = [{ itemId: items[0]!.id, themeId: null }]
    expect((await own("PUT", `/resolutions/${id}/themes`, { themes: off })).body).toEqual({ changed: 1 })
    const foreign = [{ itemId: elsewhere.items[0]!.id, themeId: null }]
    expect((await own("PUT", `/resolutions/${id}/themes`, { themes: foreign })).status).toBe(404)
    expect((await stranger("GET", `/items/${items[0]!.id}`)).body.theme).toBeNull()
    const keeper = apiCaller(services, await tokenOf(services, (await signedIn(services, "administrator")).actor))
    const { id: theme } = (await keeper("POST", "/themes", { nameRu: "Пруды" })).body
    expect((await keeper("PUT", `/themes/${theme}`, { nameRu: "Пруды и реки", nameEn: "Ponds" })).status).toBe(200)
    expect((await keeper("POST", `/themes/${theme}/merger`, { into: themes[0]!.themeId })).body.items).toBe(0)
    expect((await keeper("DELETE", `/themes/${theme}`)).status).toBe(404)
    expect((await own("POST", "/themes", { nameRu: "Моё" })).status).toBe(403)
  })

  test("take their themes along into a table and back, in either language", async () => {
    const { id, items } = await aResolution(services, text)
    const nature = await idOf("Экология и благоустройство")
    await run(setThemes, { id, themes: [{ itemId: items[1]!.id, themeId: nature }] })
    for (const [language, ending] of [
      ["", "xlsx"],
      ["/en", "xlsx"],
      ["", "json"],
    ]) {
      const answer = await buildApp(services).request(`http://127.0.0.1${language}/resolutions/${id}.${ending}`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const draft = await draftFromFile(services, system("test"), { bytes, name: `r.${ending}` })
      const again = await anAdopted(services, draft.id)
      expect(again.items.map((item) => item.theme?.id ?? null)).toEqual([null, nature, null])
    }
  })

  test("a theme cannot leave while an item is getting it", async () => {
    const { id, items } = await aResolution(services, text)
    const { id: theme } = await run<{ id: number }>(addTheme, { nameRu: "Мимолётная" })
    const themes = items.map((item) => ({ itemId: item.id, themeId: theme }))
    const [set, removed] = await Promise.allSettled([run(setThemes, { id, themes }), run(removeTheme, { id: theme })])
    expect([set.status, removed.status].toSorted()).toEqual(["fulfilled", "rejected"])
    const left = (await allThemes(services.db)).some((one) => one.id === theme)
    expect(left).toBe(set.status === "fulfilled")
  })
})
