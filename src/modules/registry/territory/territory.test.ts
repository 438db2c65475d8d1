import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { perform } from "#platform/command.ts"
import { journalOf } from "#platform/journal.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { buildApp } from "../../../app.ts"
import { addTerritory } from "./add-territory.ts"
import { editTerritory } from "./edit-territory.ts"
import { asTree, idsBelow, pathUp, type Territory, territoryKinds } from "./territory.ts"

const [kind] = territoryKinds
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url)
})

const saying = (err: unknown) =>
  err instanceof InvalidInput ? err.fields : err instanceof Refusal ? err.saying.key : err

test("the tree is read from the top, its paths from below", () => {
  const tree: Territory[] = [
    { id: 3, parentId: 2, name: "Лесной", kind },
    { id: 4, parentId: 1, name: "Ближний", kind },
    { id: 1, parentId: null, name: "Приморье", kind },
    { id: 2, parentId: 1, name: "Заречье", kind },
  ]
  expect(asTree(tree).map(({ id, depth }) => [id, depth])).toEqual([
    [1, 0],
    [4, 1],
    [2, 1],
    [3, 2],
  ])
  expect(pathUp(tree, 3).map(({ id }) => id)).toEqual([3, 2, 1])
  expect(idsBelow(tree, 2).sort()).toEqual([2, 3])
  expect(pathUp(tree, null)).toEqual([])
})

test("one is added, renamed and moved, never under itself, and its journal tells", async () => {
  const { actor } = await signedIn(services, "administrator")
  const caller = { ...services, actor }
  const top = await perform(addTerritory, caller, { name: "Первая", kind })
  const inner = await perform(addTerritory, caller, { name: "Вторая", kind, parentId: top.id })
  const edit = (input: object) => perform(editTerritory, caller, { kind, ...input }).catch(saying)
  expect(await edit({ ...top, name: "Первая", parentId: inner.id })).toEqual({
    parentId: { key: "registry.territory.ring" },
  })
  expect(await edit({ ...inner, name: "Первая", parentId: null })).toEqual({
    name: { key: "registry.territory.name_taken" },
  })
  expect(await edit({ id: 9999, name: "Никакая" })).toBe("refusal.not_found")
  expect(await edit({ ...inner, name: "Новая", parentId: top.id })).toEqual(inner)
  const [edited] = await journalOf(services.db, { kind: "territory", id: inner.id })
  expect(edited).toMatchObject({
    name: "territory.edited",
    changes: [{ field: "name", before: "Вторая", after: "Новая" }],
  })
})

test("pages show the tree, take a new one, and draw the form again with what was typed", async () => {
  const { browser } = await signedIn(services, "administrator")
  const form = { name: "Озёрная", kind, parentId: "" }
  await expectValidHtml((await browser.get("/settings/territories/new")).text)
  expect((await browser.post("/settings/territories", form)).location).toBe("/settings/territories")
  const list = await browser.get("/settings/territories")
  expect(list.text).toContain("Озёрная")
  await expectValidHtml(list.text)
  const twice = await browser.post("/settings/territories", form)
  expect([twice.status, twice.text.includes('value="Озёрная"')]).toEqual([422, true])
  await expectValidHtml(twice.text)
  const id = /\/(\d+)">Озёрная/.exec(list.text)![1]
  const card = await browser.get(`/settings/territories/${id}`)
  expect(card.text).toContain(services.translator.say.ru("event.territory_added"))
  await expectValidHtml(card.text)
  const saved = await browser.post(`/settings/territories/${id}`, { ...form, name: "Озёрная вторая" })
  expect(saved.location).toBe("/settings/territories")
  const { browser: member } = await signedIn(services, "member")
  for (const path of ["", "/new", `/${id}`]) expect((await member.get(`/settings/territories${path}`)).status).toBe(403)
})

test("the API lists the tree and takes a new one from the staff", async () => {
  const { browser } = await signedIn(services, "administrator")
  const made = await browser.json("/api/v1/territories", { name: "Из программы", kind })
  expect(made.status, made.text).toBe(201)
  const listed = await buildApp(services).request("/api/v1/territories")
  const { items } = (await listed.json()) as { items: { id: number }[] }
  expect(items).toContainEqual({ ...JSON.parse(made.text), parentId: null, name: "Из программы", kind, depth: 0 })
  const { browser: member } = await signedIn(services, "member")
  expect((await member.json("/api/v1/territories", { name: "Чужая", kind })).status).toBe(403)
})
