import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Module } from "#platform/module.ts"
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
import { modules } from "../../../modules.ts"
import { amendResolution } from "../resolution/amend-resolution.ts"
import { showResolution } from "../resolution/show-resolution.ts"
import { setThemes } from "../theme/set-themes.ts"
import { allThemes } from "../theme/theme.store.ts"
import { CarryDeed } from "./carry-deed.tsx"
import { loadDraft } from "./draft.store.ts"
import { editDraft, stepDraft } from "./edit-draft.ts"

const earlierText = `РЕЗОЛЮЦИЯ
круглого стола «Старый парк»

г. Озёрск	2 марта 2024 г.

Участники круглого стола решили:
Рекомендовать Администрации города Озёрска:
1. Поставить в парке скамейки до 1 июня 2024 года.
2. Осветить аллеи.
`
const text = `РЕЗОЛЮЦИЯ
круглого стола «Новый парк»

г. Озёрск	12 апреля 2026 г.

Участники круглого стола решили:
1. Администрации города Озёрска посадить липы.
`

/** This module and what it may call: what stands above it in the program is not asked here. */
const lower = modules.slice(0, 1 + modules.findIndex(({ name }) => name === "deliberation"))

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
/** Items that the module above says were left undone. */
let undone: { id: number; path: string }[] = []
const above: Module = {
  name: "above",
  migrations: {},
  messages: { ru: {}, en: {} },
  slots: {
    "draft.unfinished": async (c, { id, version, carried }) => (
      <section>
        {undone
          .filter((item) => !carried.includes(item.id))
          .map((item) => (
            <CarryDeed view={c.var.view} draft={{ id, version }} itemId={item.id} label={item.path} />
          ))}
      </section>
    ),
  },
}
const run = (cmd: Parameters<typeof perform>[0], input: unknown) => {
  const { db, clock, listeners } = services
  return perform(cmd, { db, clock, listeners, actor: system("test") }, input)
}
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url, {}, { modules: [...lower, above] })
  undone = []
})

/** An earlier resolution, and the draft of a later one. */
async function both(more: Record<string, unknown> = {}) {
  const earlier = await aResolution(services, earlierText, { adoptedOn: "2024-03-02", ...more })
  const [benches, lights] = earlier.items.filter((item) => item.type === "item")
  undone = [benches!, lights!]
  return { earlier, benches: benches!, lights: lights!, id: await aDraft(services, text) }
}
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!
const carryForm = (page: string) => page.slice(page.indexOf("/draft/carry"))

describe("what was left undone", () => {
  test("is offered where a draft is checked, taken over by one press, and taken back by «Отменить»", async () => {
    const { benches, id } = await both()
    const { browser } = await signedIn(services, "coordinator")
    const path = `/resolutions/${id}/draft`
    const page = carryForm((await browser.get(path)).text)
    const form = { item: hidden(page, "item"), version: hidden(page, "version"), key: hidden(page, "key") }
    expect(form.item).toBe(String(benches.id))
    expect((await browser.post(`${path}/carry`, form)).location).toBe(path)
    await browser.post(`${path}/carry`, form)
    const carried = (await browser.get(path)).text
    await expectValidHtml(carried)
    expect(carried).toContain("Пункт добавлен в конец черновика.")
    expect(carried).toContain("Поставить в парке скамейки до 1 июня 2024 года.")
    expect(carried).toContain(`<a href="/items/${benches.id}">Продолжает пункт 1 резолюции от 2 марта 2024`)
    expect(carried.match(/class="lines"/g)).toHaveLength(1)
    expect(hidden(carryForm(carried), "item")).not.toBe(form.item)
    const draft = (await loadDraft(services.db, id))!
    expect(draft.content.pieces).toHaveLength(2)
    expect(draft.content.pieces[1]).toMatchObject({
      label: "2",
      force: "recommend",
      deadline: null,
      addressees: [{ raw: "", name: "Администрация города Озёрска", role: "lead", partyId: expect.any(Number) }],
    })
    await run(stepDraft, { id, version: draft.version, way: "undo" })
    expect((await loadDraft(services.db, id))!.content.pieces).toHaveLength(1)
  })

  test("goes on after adoption: both items lead to one another", async () => {
    const { benches, lights, id, earlier } = await both()
    const changes = [{ itemId: benches.id, field: "text", after: "Поставить в парке десять скамеек." }]
    await run(amendResolution, { id: earlier.id, amendedOn: "2025-01-01", reason: "Уточнили", changes })
    const [theme] = await allThemes(services.db)
    await run(setThemes, { id: earlier.id, themes: [{ itemId: benches.id, themeId: theme!.id }] })
    await run(editDraft, { id, version: 1, edit: { do: "carry", itemId: benches.id } })
    const { items } = await anAdopted(services, id, { version: 2 })
    const now = items.at(-1)!
    expect(now).toMatchObject({
      theme,
      text: "Поставить в парке десять скамеек.",
      fromLine: null,
      path: "2",
    })
    const reader = visitor(buildApp(services))
    const [newer, older] = [await reader.get(`/items/${now.id}`), await reader.get(`/items/${benches.id}`)]
    await expectValidHtml(newer.text)
    expect(newer.text).toContain(`<a href="/items/${benches.id}">Продолжает пункт 1 резолюции от 2 марта 2024`)
    expect(older.text).toContain(`<a href="/items/${now.id}">Продолжен в пункте 2 резолюции от 12 апреля 2026`)
    const call = apiCaller(services)
    const card = { title: "Резолюция круглого стола «Старый парк»", adoptedOn: "2024-03-02" }
    expect((await call("GET", `/items/${now.id}`)).body).toMatchObject({
      continues: [{ id: benches.id, resolution: card }],
      continuedIn: [],
    })
    expect((await call("GET", `/items/${benches.id}`)).body.continuedIn).toMatchObject([{ id: now.id, path: "2" }])
    expect((await call("GET", `/items/${lights.id}`)).body).toMatchObject({ continues: [], continuedIn: [] })

    await run(showResolution, { id: earlier.id, visibility: "internal" })
    services.cache.clear()
    expect((await reader.get(`/items/${now.id}`)).text).not.toContain("Продолжает")
    expect((await call("GET", `/items/${now.id}`)).body.continues).toEqual([])
  })

  test("is not taken twice, nor when it was struck out, nor from nowhere", async () => {
    const { benches, lights, id, earlier } = await both()
    const { actor } = await signedIn(services, "coordinator")
    const call = apiCaller(services, await tokenOf(services, actor))
    const carry = (version: number, itemId: number) =>
      call("POST", `/resolutions/${id}/draft/edits`, { version, edit: { do: "carry", itemId } })
    expect(await carry(1, benches.id)).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await call("GET", `/resolutions/${id}/draft`)).body.content.pieces[1].carriedFrom).toBe(benches.id)
    expect(await carry(2, benches.id)).toMatchObject({ status: 409, body: { code: "refusal.edit.carried_already" } })
    const struck = [{ itemId: lights.id, field: "removed", after: "" }]
    await run(amendResolution, { id: earlier.id, amendedOn: "2025-01-01", reason: "Лишний", changes: struck })
    expect(await carry(2, lights.id)).toMatchObject({ status: 409, body: { code: "refusal.item_struck" } })
    const block = earlier.items.find((item) => item.type === "block")!
    for (const wrong of [block.id, 999_999]) expect((await carry(2, wrong)).status).toBe(404)
  })

  test("stands beside the blocks of the later text, not under the last of them", async () => {
    const { lights } = await both()
    const id = await aDraft(services, earlierText.replace("Старый парк", "Тихий парк"))
    await run(editDraft, { id, version: 1, edit: { do: "carry", itemId: lights.id } })
    const { items } = await anAdopted(services, id, { version: 2 })
    const page = (await visitor(buildApp(services)).get(`/resolutions/${id}`)).text
    await expectValidHtml(page)
    const after = page.slice(page.indexOf("Остальные пункты"))
    expect(after.match(/id="item-(\d+)"/g)).toEqual([`id="item-${items.at(-1)!.id}"`])
  })

  test("stays in the draft as words when the earlier item is gone", async () => {
    const { benches, id } = await both()
    await run(editDraft, { id, version: 1, edit: { do: "carry", itemId: benches.id } })
    const gone = JSON.stringify((await loadDraft(services.db, id))!.content).replace(
      `"carriedFrom":${benches.id}`,
      '"carriedFrom":999999',
    )
    await services.db.updateTable("deliberation.draft_step").set({ content: gone }).where("step", "=", 1).execute()
    const { items } = await anAdopted(services, id, { version: 2 })
    expect(items.at(-1)!.text).toBe("Поставить в парке скамейки до 1 июня 2024 года.")
  })
})

test("a draft of another territory is read, not changed", async () => {
  const [mine, other] = [
    await aTerritory(services, system("test"), "Озёрск"),
    await aTerritory(services, system("test"), "Заречный"),
  ]
  undone = (await both()).earlier.items.filter((item) => item.type === "item")
  const id = await aDraft(services, `${text}\nОткрыть клуб и двор.\n`, { territoryId: mine })
  const path = `/resolutions/${id}/draft`
  const own = (await signedIn(services, "coordinator", { kind: "territory", id: mine })).browser
  const stranger = (await signedIn(services, "coordinator", { kind: "territory", id: other })).browser
  expect((await own.get(path)).text).toContain("Исправить")
  const page = await stranger.get(`${path}?piece=p1`)
  expect(page.status).toBe(200)
  await expectValidHtml(page.text)
  const main = page.text.slice(page.text.indexOf("<main"), page.text.indexOf("</main>"))
  expect(main).toContain("Черновик ведут сотрудники другой территории.")
  expect(main).toContain("посадить липы")
  expect(main).not.toContain("<form")
  expect(main).not.toMatch(/draft\/head|\/adoption|Исправить/)
  for (const closed of [`${path}/head`, `/resolutions/${id}/adoption`])
    expect((await stranger.get(closed)).status).toBe(403)
  const form = { version: "1", key: crypto.randomUUID(), item: String(undone[0]!.id) }
  expect((await stranger.post(`${path}/carry`, form)).status).toBe(403)
})
