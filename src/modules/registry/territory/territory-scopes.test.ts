import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { territoryScopes } from "../public.ts"
import { editTerritory } from "./edit-territory.ts"
import { foldTerritory, guessTerritoryKind } from "./territory-names.ts"

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
  perform(editTerritory, { ...services, actor }, { kind: "municipality", parentId: null, ...input })

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

test("a coordinator of a territory adds and edits inside it only", async () => {
  const mine = await aTerritory(services, root, "Мой район")
  const other = await aTerritory(services, root, "Чужой район")
  const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: mine })
  const inside = await aTerritory(services, actor, "Посёлок", mine)
  expect(await edit(actor, { id: inside, name: "Посёлок Светлый", parentId: mine })).toEqual({ id: inside })
  await expect(edit(actor, { id: inside, name: "Посёлок", parentId: other })).rejects.toThrow("refusal.not_allowed")
  await expect(edit(actor, { id: other, name: "Наш район" })).rejects.toThrow("refusal.not_allowed")
  await expect(aTerritory(services, actor, "Ещё район")).rejects.toThrow("refusal.not_allowed")
  expect(await territoryScopes(services.db, inside)).toEqual([
    { kind: "territory", id: inside },
    { kind: "territory", id: mine },
  ])
})

test("cards of a renamed territory are found by its new name", async () => {
  const region = await aTerritory(services, root, "Старая область", null, "region")
  const inner = await aTerritory(services, root, "Дальний район", region)
  const party = await aParty(services, root, "Искра", { territoryId: inner })
  await edit(root, { id: region, name: "Новая область", kind: "region" })
  await workOff(services, database.url)
  const { hits } = await search(services.db, { query: "новая область", audiences: ["open"], limit: 5 })
  expect(hits.map(({ id }) => id)).toEqual([String(party)])
})
