import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { partiesByKind } from "../party/find-parties.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let call: ApiCaller
let reader: Visitor
let add: (name: string) => Promise<number>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url, {}, { clock: fixedClock("2026-11-21T09:00:00Z") })
  const { actor, browser } = await signedIn(services, "coordinator")
  staff = browser
  call = apiCaller(services, await tokenOf(services, actor))
  reader = visitor(buildApp(services))
  add = (name) => aParty(services, actor, name)
})

test("a card says since when it is no more and where its work goes on; the next one says before whom", async () => {
  const [old, next] = [await add("Клуб «Старт»"), await add("Центр «Финиш»")]
  const path = `/organisations/${old}/ending`
  await expectValidHtml((await staff.get(path)).text)
  const refused = await staff.post(path, { endedOn: "весной", successor: "Центр «Финиш»", key: "a" })
  expect([refused.status, refused.text.includes('value="весной"')]).toEqual([422, true])
  const done = await staff.post(path, { endedOn: "1 июня 2026", successor: "центр финиш", key: "b" })
  expect(done.location).toBe(`/organisations/${old}`)
  const card = await reader.get(`/organisations/${old}`)
  await expectValidHtml(card.text)
  expect(card.text).toContain("Прекратила деятельность 1 июня 2026")
  expect(card.text).toContain(`href="/organisations/${next}"`)
  expect((await reader.get(`/organisations/${next}`)).text).toContain(`href="/organisations/${old}"`)
  expect((await reader.get(path)).status).toBe(403)
  const offered = await partiesByKind(services.db, { kinds: ["ngo"] }, 50)
  expect(offered.map(({ id }) => id)).toContain(next)
  expect(offered.map(({ id }) => id)).not.toContain(old)
})

test("successors never go in a ring, exist, and a day comes with them; it can be taken back", async () => {
  const [a, b, c] = [await add("Первая"), await add("Вторая"), await add("Третья")]
  const end = (id: number, body: object) => call("PUT", `/organisations/${id}/ending`, body)
  expect((await end(a, { endedOn: "2026-01-01", successor: "Вторая" })).body).toMatchObject({ endedOn: "2026-01-01" })
  expect((await end(b, { endedOn: "2026-02-01", successor: "Третья" })).status).toBe(200)
  const key = async (id: number, body: object) => (await end(id, body)).body.errors[0].code
  expect(await key(c, { endedOn: "2026-03-01", successor: "Первая" })).toBe("registry.ending.ring")
  expect(await key(c, { endedOn: "2026-03-01", successor: "Третья" })).toBe("registry.ending.ring")
  expect(await key(c, { endedOn: "2026-03-01", successor: "Нет такой" })).toBe("registry.ending.unknown")
  expect(await key(c, { endedOn: "2027-01-01" })).toBe("registry.ending.future")
  expect(await key(c, { endedOn: null, successor: "Первая" })).toBe("invalid.required")
  expect((await end(b, { endedOn: null })).body.endedOn).toBeNull()
  expect((await end(c, { endedOn: "2026-03-01", successor: "Первая" })).status).toBe(200)
  expect((await apiCaller(services)("PUT", `/organisations/${a}/ending`, { endedOn: null })).status).toBe(403)
})
