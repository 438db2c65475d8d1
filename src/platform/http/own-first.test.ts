import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

test("whoever works in one territory begins with it, and all are one link away", async () => {
  const own = await aTerritory(services, system("test"), "Ближний округ")
  const other = await aTerritory(services, system("test"), "Дальний округ")
  await aParty(services, system("test"), "Свой кружок", { territoryId: own })
  await aParty(services, system("test"), "Чужой кружок", { territoryId: other })
  const { browser } = await signedIn(services, "coordinator", { kind: "territory", id: own })
  for (const path of ["/organisations", "/bodies", "/resolutions", "/requests"])
    expect((await browser.get(path)).location, path).toBe(`${path}?territory=${own}`)
  const first = (await browser.get(`/organisations?territory=${own}`)).text
  expect([first.includes("Свой кружок"), first.includes("Чужой кружок")]).toEqual([true, false])
  expect(first).toContain('href="/organisations?territory="')
  const all = await browser.get("/organisations?territory=")
  expect([all.status, all.text.includes("Чужой кружок")]).toEqual([200, true])
  for (const scope of [{ kind: "installation" }, { kind: "body", id: 1 }] as const)
    expect((await (await signedIn(services, "coordinator", scope)).browser.get("/organisations")).status).toBe(200)
})
