import { afterAll, beforeAll, expect, test } from "vitest"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { findParties, partyNames } from "../party/find-parties.ts"
import { importParties } from "../party/import-parties.ts"
import { countParties, listParties } from "../party/list-parties.ts"
import { contactsOf, partiesByFoldedName, partiesToMatch, partyByInn, partyByName } from "../party/party.store.ts"
import { foldName } from "../party/party.ts"
import { editProfile } from "../profile/edit-profile.ts"
import { endParty } from "../succession/end-party.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
let call: ApiCaller
let add: (name: string, more?: Record<string, unknown>) => Promise<number>
let run: typeof perform
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  const { actor, browser } = await signedIn(services, "coordinator")
  staff = browser
  reader = visitor(buildApp(services))
  call = apiCaller(services, await tokenOf(services, actor))
  add = (name, more) => aParty(services, actor, name, more)
  const { db, clock, listeners } = services
  run = ((cmd, _, input) => perform(cmd, { db, clock, listeners, actor }, input)) as typeof perform
})
afterAll(() => database.drop())
const merge = (id: number, body: object) => call("POST", `/organisations/${id}/merge`, body)

test("of two cards one is left: its lists and counts know one, and the old name and address lead to it", async () => {
  const { db } = services
  const [id, other] = [await add("Клуб «Заря»", { inn: "7707083893" }), await add("Зарянка", { phone: "+7 900 1" })]
  const before = await countParties(db, { nature: "organisation" })
  const page = await staff.get(`/organisations/${id}/merge?with=${other}`)
  await expectValidHtml(page.text)
  expect(page.text).toContain('name="phone" value="merged" checked')
  const form = { with: String(other), version: "1", otherVersion: "1", name: "merged", phone: "merged", key: "a" }
  const done = await staff.post(`/organisations/${id}/merge`, form)
  expect([done.status, done.location]).toEqual([303, `/organisations/${id}`])
  expect((await staff.post(`/organisations/${id}/merge`, form)).location).toBe(`/organisations/${id}`)

  expect(await countParties(db, { nature: "organisation" })).toBe(before - 1)
  const listed = (await listParties(db, { text: "зар" }, { limit: 10 })).map((one) => one.id)
  expect(listed).toEqual([id])
  expect((await findParties(db, "Заря", 5)).map((one) => one.id)).toEqual([id])
  expect(await partyByName(db, "клуб заря")).toMatchObject({ id, name: "Зарянка" })
  expect(await partyByInn(db, { inn: "7707083893", kpp: "" })).toMatchObject({ id })
  expect((await partyNames(db, [other])).get(other)).toMatchObject({ id, name: "Зарянка" })
  expect((await contactsOf(db, [other])).get(other)?.phone).toBe("+7 900 1")
  const folded = ["Клуб «Заря»", "Зарянка"].map(foldName)
  expect([...(await partiesByFoldedName(db, folded)).values()]).toEqual([id, id])

  const old = await reader.get(`/organisations/${other}`)
  expect([old.status, old.location]).toEqual([302, `/organisations/${id}`])
  expect((await reader.get(`/en/organisations/${other}?x=1`)).location).toBe(`/en/organisations/${id}?x=1`)
  expect((await staff.post(`/organisations/${other}`, { name: "Другое", kind: "ngo", version: "2" })).status).toBe(409)
  expect((await call("PATCH", `/organisations/${other}`, { site: "zarya.ru" })).body.detail).toContain("Зарянка")
  expect((await reader.get(`/organisations/${id}`)).text).not.toContain("Разъединить")

  const card = await staff.get(`/organisations/${id}`)
  expect(card.text).toContain(`/organisations/${id}/unmerge?with=${other}`)
  await expectValidHtml((await staff.get(`/organisations/${id}/unmerge?with=${other}`)).text)
  const parted = await staff.post(`/organisations/${id}/unmerge`, { with: String(other), key: "b" })
  expect(parted.location).toBe(`/organisations/${id}`)
  expect((await reader.get(`/organisations/${other}`)).text).toContain("Зарянка")
  expect(await partyByName(db, "Клуб «Заря»")).toMatchObject({ id, inn: "7707083893" })
  expect(await countParties(db, { nature: "organisation" })).toBe(before)
})

test("one of two is chosen by name; what cannot be one is said", async () => {
  const id = await add("Родник")
  const other = await add("Родник Заречья")
  const body = await add("Совет Родника", { nature: "body", kind: "council" })
  const asked = await staff.get(`/organisations/${id}/merge`)
  await expectValidHtml(asked.text)
  const unknown = await staff.get(`/organisations/${id}/merge?with=${encodeURIComponent("Родник Зареч")}`)
  expect([unknown.status, unknown.text.includes(`merge?with=${other}`)]).toEqual([200, true])
  expect((await staff.get(`/organisations/${id}/merge?with=${encodeURIComponent("жжжжж")}`)).status).toBe(422)
  await expectValidHtml(unknown.text)
  expect((await staff.post(`/organisations/${id}/merge`, { with: "" })).status).toBe(404)
  expect((await staff.get(`/organisations/${id}/unmerge`)).location).toBe(`/organisations/${id}`)
  expect((await staff.post(`/organisations/${id}/unmerge`, { with: "" })).location).toBe(`/organisations/${id}`)
  expect((await staff.get(`/organisations/${id}/merge?with=${encodeURIComponent("родник заречья")}`)).status).toBe(200)
  expect((await staff.get(`/organisations/${id}/merge?with=${body}`)).text).toContain("Организацию и орган")
  expect((await merge(id, { other: id })).body.code).toBe("registry.merging.itself")
  expect((await merge(id, { other: 999_999 })).status).toBe(404)
  await run(endParty, undefined as never, {
    ...{ id: other, endedOn: "2026-01-01", successor: "Родник", today: "2026-11-21" },
  })
  expect((await merge(id, { other })).body.code).toBe("registry.merging.successor")
})

test("different numbers of the state want a word more; an edit meanwhile is not overwritten", async () => {
  const [id, other] = [await add("Маяк", { ogrn: "1027700132195" }), await add("Маяк 2", { ogrn: "1037739010891" })]
  const refused = await merge(id, { other })
  expect([refused.status, refused.body.errors[0].field]).toEqual([422, "same"])
  const page = await staff.post(`/organisations/${id}/merge`, { with: String(other), version: "1", otherVersion: "1" })
  expect([page.status, page.text.includes("два юридических лица")]).toEqual([422, true])
  await expectValidHtml(page.text)
  expect((await merge(id, { other, same: true, otherVersion: 0 })).status).toBe(409)
  expect((await merge(id, { other, same: true, version: 1, otherVersion: 1 })).body.id).toBe(id)
})

test("what was changed since stays with the survivor, and the answer says what", async () => {
  const [id, other] = [await add("Сад"), await add("Сады", { phone: "+7 900 2", site: "sad.ru" })]
  await merge(id, { other })
  await call("PATCH", `/organisations/${id}`, { phone: "+7 900 3" })
  const parted = await call("POST", `/organisations/${id}/unmerge`, { other })
  expect(parted.body).toEqual({ id, other, fields: ["phone"], rows: {} })
  const card = async (one: number) => (await call("GET", `/organisations/${one}`)).body
  expect(await card(id)).toMatchObject({ site: "", contacts: { phone: "+7 900 3" } })
  expect(await card(other)).toMatchObject({ site: "https://sad.ru", contacts: { phone: "+7 900 2" } })
  expect((await call("POST", `/organisations/${id}/unmerge`, { other })).status).toBe(404)
})

test("a name that a third card has taken meanwhile is said, and nothing is parted", async () => {
  const [id, other] = [await add("Утро"), await add("Вечер")]
  await merge(id, { other, take: ["name"] })
  await call("PATCH", `/organisations/${id}`, { name: "Полдень" })
  await add("Вечер")
  expect((await call("POST", `/organisations/${id}/unmerge`, { other })).body.errors[0].field).toBe("name")
  const page = await staff.post(`/organisations/${id}/unmerge`, { with: String(other), key: "taken" })
  expect(page.status).toBe(422)
  await expectValidHtml(page.text)
  expect((await reader.get(`/organisations/${other}`)).location).toBe(`/organisations/${id}`)
})

test("merges follow one another and are taken back in the reverse order", async () => {
  const [a, b, c] = [await add("Один"), await add("Два"), await add("Три")]
  await merge(b, { other: a })
  await merge(c, { other: b })
  expect((await reader.get(`/organisations/${a}`)).location).toBe(`/organisations/${c}`)
  expect(await partyByName(services.db, "Один")).toMatchObject({ id: c })
  expect((await call("POST", `/organisations/${b}/unmerge`, { other: a })).status).toBe(409)
  expect((await call("POST", `/organisations/${c}/unmerge`, { other: b })).status).toBe(200)
  expect((await reader.get(`/organisations/${a}`)).location).toBe(`/organisations/${b}`)
  expect((await call("POST", `/organisations/${b}/unmerge`, { other: a })).status).toBe(200)
  expect((await reader.get(`/organisations/${a}`)).status).toBe(200)
})

test("a card of another territory is nobody's to merge, and nobody's to take back", async () => {
  const place = await aTerritory(services, (await signedIn(services, "administrator")).actor, "Лугань")
  const { browser } = await signedIn(services, "coordinator", { kind: "territory", id: place })
  const [own, foreign] = [await add("Свой", { territoryId: place }), await add("Чужой")]
  expect((await browser.get(`/organisations/${own}/merge?with=${foreign}`)).status).toBe(403)
  expect((await browser.post(`/organisations/${own}/merge`, { with: String(foreign) })).status).toBe(403)
  await merge(own, { other: foreign })
  expect((await browser.get(`/organisations/${own}/unmerge?with=${foreign}`)).status).toBe(403)
  expect((await browser.post(`/organisations/${own}/unmerge`, { with: String(foreign) })).status).toBe(403)
})

test("texts are chosen as other fields are; a list that names the old card finds the new one and renames nothing", async () => {
  const [id, other] = [await add("Мост"), await add("Мосты", { inn: "5024002077" })]
  await run(editProfile, undefined as never, { id: other, version: 0, mission: "Строим" })
  await merge(id, { other, take: ["mission"] })
  expect((await reader.get(`/organisations/${id}`)).text).toContain("Строим")
  const [found] = await services.db
    .transaction()
    .execute((tx) => partiesToMatch(tx, { names: [foldName("Мосты")], inns: ["5024002077"] }, false))
  expect(found).toMatchObject({ id, aliases: { names: ["мосты"], inns: ["5024002077 "] } })
  const rows = [{ name: "Мосты", kind: "ngo", nature: "organisation" }]
  expect(await run(importParties, undefined as never, { rows })).toMatchObject({ added: [], skipped: [0] })
  await call("POST", `/organisations/${id}/unmerge`, { other })
  expect((await reader.get(`/organisations/${id}`)).text).not.toContain('content="Строим"')
  expect((await reader.get(`/organisations/${other}`)).text).toContain("Строим")
})
