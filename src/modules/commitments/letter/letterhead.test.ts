import { afterAll, beforeAll, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { changeLetterhead } from "./change-letterhead.ts"
import { letterheads, loadLetterhead } from "./letterhead.store.ts"

const root: Actor = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

const change = (input: object, actor = root) => perform(changeLetterhead, { ...services, actor }, input)

test("letters go by the letterhead of the nearest territory that has one", async () => {
  const region = await aTerritory(services, root, "Область", null, "region")
  const town = await aTerritory(services, root, "Город", region)
  const village = await aTerritory(services, root, "Село", town)
  const elsewhere = await aTerritory(services, root, "Иная область", null, "region")
  await change({ organisation: "Общий", numberPattern: "О-{n}" })
  const seen = async () => {
    const headOf = await letterheads(services.db)
    return [null, region, town, village, elsewhere, 9999].map((id) => {
      const { organisation, numberPattern } = headOf(id)
      return `${organisation} ${numberPattern}`
    })
  }
  expect(await seen()).toEqual(Array(6).fill("Общий О-{n}"))
  await change({ organisation: "Городской", numberPattern: "Г-{nnn}", territoryId: town })
  expect(await seen()).toEqual([
    "Общий О-{n}",
    "Общий О-{n}",
    "Городской Г-{nnn}",
    "Городской Г-{nnn}",
    "Общий О-{n}",
    "Общий О-{n}",
  ])
  await change({ organisation: "Областной", territoryId: region })
  expect((await seen()).slice(1, 3)).toEqual(["Областной О-{n}", "Городской Г-{nnn}"])
  await expect(change({ organisation: "Ничей", territoryId: 9999 })).rejects.toThrow("territoryId")
})

test("who works in a territory keeps its letterhead and no other", async () => {
  const own = await aTerritory(services, root, "Своя")
  const other = await aTerritory(services, root, "Чужая")
  const { browser, actor } = await signedIn(services, "coordinator", { kind: "territory", id: own })
  for (const territoryId of [other, null])
    await expect(change({ organisation: "Я", territoryId }, actor)).rejects.toMatchObject({ status: 403 })
  expect((await browser.get("/settings")).text).toContain(`/settings/letters/${own}`)
  await expectValidHtml((await browser.get(`/settings/letters/${own}`)).text)
  for (const path of ["", `/${other}`, `/${other}/template.docx`])
    expect((await browser.get(`/settings/letters${path}`)).status).toBe(403)
  expect((await browser.get("/settings/letters/9999")).status).toBe(404)
  const wrong = await browser.post(`/settings/letters/${own}`, { organisation: "Своё", numberPattern: "нет", key: "1" })
  expect([wrong.status, wrong.text.includes("Своё")]).toEqual([422, true])
  expect((await browser.post(`/settings/letters/${own}`, { organisation: "Своё", key: "2" })).status).toBe(303)
  expect(await loadLetterhead(services.db, own)).toMatchObject({ organisation: "Своё", territoryId: own })
  const { browser: keeper } = await signedIn(services, "coordinator")
  expect((await keeper.get("/settings/letters")).text).toContain(`/settings/letters/${own}`)
})
