import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { signedIn } from "#test/signed-in.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { workOff } from "#test/work-off.ts"
import { territoryScopes } from "../public.ts"
import { editTerritory } from "./edit-territory.ts"
import { asTree, foldTerritory, guessTerritoryKind, idsBelow, pathUp, type Territory } from "./territory.ts"

const tree: Territory[] = [
  { id: 3, parentId: 2, name: "Лесной", kind: "settlement" },
  { id: 4, parentId: 1, name: "Ближний район", kind: "municipality" },
  { id: 1, parentId: null, name: "Приморская область", kind: "region" },
  { id: 2, parentId: 1, name: "Заречный район", kind: "municipality" },
]

test("the tree is read from the top, its paths from below", () => {
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

test("names of places are folded and their level guessed", () => {
  for (const name of ["г. Заречный", "город Заречный", "ЗАРЕЧНЫЙ", "г.Заречный"])
    expect(foldTerritory(name)).toBe("заречный")
  expect(foldTerritory("Городской округ Заречный")).not.toBe("заречный")
  expect(["Тульская область", "Заречный район", "Лесной"].map(guessTerritoryKind)).toEqual([
    "region",
    "municipality",
    "settlement",
  ])
})

describe("in the database", () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let services: Services
  const root: Actor = system("test")
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())
  beforeEach(() => {
    services = testServices(database.url)
  })
  const edit = (actor: Actor, input: object) =>
    perform(editTerritory, { ...services, actor }, { kind: "municipality", parentId: null, ...input }).catch((err) =>
      err instanceof InvalidInput ? err.fields : err instanceof Refusal ? err.saying.key : err,
    )

  test("a territory is renamed and moved, never under itself; cards are found by its new name", async () => {
    const region = await aTerritory(services, root, "Первая область", null, "region")
    const inner = await aTerritory(services, root, "Старый район", region)
    const party = await aParty(services, root, "Искра", { territoryId: inner })
    expect(await edit(root, { id: region, name: "Первая область", parentId: inner })).toEqual({
      parentId: { key: "registry.territory.ring" },
    })
    await edit(root, { id: inner, name: "Новый район", parentId: region })
    await workOff(services, database.url)
    const { hits } = await search(services.db, { query: "новый район", audiences: ["open"], limit: 5 })
    expect(hits.map(({ id }) => id)).toEqual([String(party)])
    expect(await territoryScopes(services.db, inner)).toEqual([
      { kind: "territory", id: inner },
      { kind: "territory", id: region },
    ])
    const taken = await edit(root, {
      id: await aTerritory(services, root, "Другой", region),
      name: "Новый район",
      parentId: region,
    })
    expect(taken).toEqual({ name: { key: "registry.territory.name_taken" } })
  })

  test("a coordinator of a territory adds and edits inside it only", async () => {
    const mine = await aTerritory(services, root, "Мой район")
    const other = await aTerritory(services, root, "Чужой район")
    const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: mine })
    const inside = await aTerritory(services, actor, "Посёлок", mine)
    expect(await edit(actor, { id: inside, name: "Посёлок Светлый", parentId: mine })).toEqual({ id: inside })
    expect(await edit(actor, { id: inside, name: "Посёлок", parentId: other })).toBe("refusal.not_allowed")
    expect(await edit(actor, { id: other, name: "Наш район" })).toBe("refusal.not_allowed")
    await expect(aTerritory(services, actor, "Ещё район")).rejects.toThrow("refusal.not_allowed")
  })

  test("pages show the tree, take a new one, and draw the form again with what was typed", async () => {
    const { browser } = await signedIn(services, "administrator")
    const added = await browser.post("/settings/territories", {
      name: "Озёрный район",
      kind: "municipality",
      parentId: "",
    })
    expect(added.location).toBe("/settings/territories")
    const list = await browser.get("/settings/territories")
    expect(list.text).toContain("Озёрный район")
    await expectValidHtml(list.text)
    const twice = await browser.post("/settings/territories", { name: "Озёрный район", kind: "municipality" })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('value="Озёрный район"')
    await expectValidHtml(twice.text)
    const id = /territories\/(\d+)">Озёрный/.exec(list.text)![1]
    const form = await browser.get(`/settings/territories/${id}`)
    expect(form.text).toContain("Территория добавлена")
    await expectValidHtml(form.text)
    const { browser: member } = await signedIn(services, "member")
    for (const path of ["/settings/territories", "/settings/territories/new"])
      expect((await member.get(path)).status).toBe(403)
  })
})
