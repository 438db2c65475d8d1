import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { perform } from "#platform/command.ts"
import { journalOf } from "#platform/journal.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { addAffiliation } from "../affiliation/add-affiliation.ts"
import { changeOperator } from "../consent/keep-texts.ts"
import { recordConsent } from "../consent/record-consent.ts"
import { withdrawConsent } from "../consent/withdraw-consent.ts"
import { countPeople, listPeople } from "../person/list-people.ts"
import { apart, differences, takenOf } from "./merge.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
let call: ApiCaller
let run: (cmd: Parameters<typeof perform>[0], input: object) => Promise<unknown>
const add = (name: string, more: Record<string, unknown> = {}) => aPerson(services, name, more)
const merge = (id: string, body: object) => call("POST", `/people/${id}/merge`, body)
const part = (id: string, other: string) => call("POST", `/people/${id}/unmerge`, { other })
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  const { actor, browser } = await signedIn(services, "coordinator")
  staff = browser
  reader = visitor(buildApp(services))
  call = apiCaller(services, await tokenOf(services, actor))
  const { db, clock, listeners } = services
  run = (cmd, input) => perform(cmd, { db, clock, listeners, actor }, input)
  await run(changeOperator, { name: "Центр", address: "г. Луговой", requisites: "ИНН 1", contact: "c@example.ru" })
})
afterAll(() => database.drop())

const consent = (id: string, kind: string, fields: string[] = []) =>
  run(recordConsent, { id, kind, fields, channel: "in_person", givenOn: "2026-11-01" })
const withdraw = async (id: string) => {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM people.consent WHERE person_id = ${id} AND kind = 'processing' AND ended_at IS NULL`.execute(
    services.db,
  )
  await run(withdrawConsent, { id, consent: rows[0]!.id, why: "" })
}
const inForce = async (id: string) => {
  const { rows } = await sql<{ kind: string }>`
    SELECT kind || field AS kind FROM people.consent WHERE person_id = ${id} AND ended_at IS NULL ORDER BY 1`.execute(
    services.db,
  )
  return rows.map(({ kind }) => kind)
}

test("of two cards of a person one is left, with all that belongs to both; the old address leads to it", async () => {
  const party = await aParty(services, (await signedIn(services, "administrator")).actor, "Клуб «Искра»")
  const id = await add("Орлова", { givenName: "Вера", birthOn: "1960-02-03" })
  const other = await add("Орлова", { givenName: "Вера", patronymic: "Павловна", phone: "+7 912 345-67-89" })
  const at = { partyId: party, post: "", from: null, until: null }
  await run(addAffiliation, { id: other, role: "head", ...at })
  await run(addAffiliation, { id: other, role: "contact", ...at })
  await run(addAffiliation, { id, role: "contact", ...at })
  const all = { reach: "all" as const, today: "2026-11-21" }
  const before = await countPeople(services.db, all)

  await expectValidHtml((await staff.get(`/people/${id}/merge`)).text)
  const found = await staff.get(`/people/${id}/merge?with=${encodeURIComponent("орлова")}`)
  expect(found.text).toContain(`/people/${id}/merge?with=${other}`)
  expect((await staff.get(`/people/${id}/unmerge`)).location).toBe(`/people/${id}`)
  expect((await staff.post(`/people/${id}/merge`, { with: "" })).status).toBe(200)
  const page = await staff.get(`/people/${id}/merge?with=${other}`)
  await expectValidHtml(page.text)
  expect(page.text).toContain("1 запись о человеке в организации")
  const form = { with: other, version: "1", otherVersion: "1", patronymic: "merged", phone: "merged", key: "a" }
  expect((await staff.post(`/people/${id}/merge`, form)).location).toBe(`/people/${id}`)
  expect((await staff.post(`/people/${id}/merge`, form)).location).toBe(`/people/${id}`)

  expect(await countPeople(services.db, all)).toBe(before - 1)
  const listed = await listPeople(services.db, { ...all, text: "орлова" }, { limit: 5 })
  expect(listed.map((one) => [one.id, one.patronymic, one.phone])).toEqual([[id, "Павловна", "+7 912 345-67-89"]])
  const card = await staff.get(`/people/${id}`)
  const belongs = async (one: string) => (await call("GET", `/people/${one}`)).body.affiliations.length
  expect(await belongs(id)).toBe(2)
  expect((await staff.get(`/people/${other}`)).location).toBe(`/people/${id}`)
  expect((await reader.get(`/people/${other}`)).status).toBe(404)
  expect((await staff.post(`/people/${other}`, { familyName: "Иная", version: "1" })).status).toBe(409)
  const archive = await sql<{ n: number }>`SELECT count(*)::int AS n FROM people.merge WHERE person_id = ${id}`.execute(
    services.db,
  )
  expect(archive.rows[0]!.n).toBe(1)

  expect(card.text).toContain(`/people/${id}/unmerge?with=${other}`)
  await expectValidHtml((await staff.get(`/people/${id}/unmerge?with=${other}`)).text)
  expect((await staff.post(`/people/${id}/unmerge`, { with: other, key: "b" })).location).toBe(`/people/${id}`)
  expect(await countPeople(services.db, all)).toBe(before)
  expect([await belongs(id), await belongs(other)]).toEqual([1, 2])
  const events = (await journalOf(services.db, { kind: "person", id })).map(({ name }) => name)
  expect(events.slice(0, 2)).toEqual(["person.unmerged", "person.merged"])
})

test("nothing becomes public by a merge: consents to show stay aside, others go only where there never were any", async () => {
  const born = { birthOn: "1990-01-01", phone: "+7 912 000-00-01" }
  const [id, other] = [await add("Серова", born), await add("Серова", born)]
  await consent(other, "processing")
  await consent(other, "publication", ["name", "phone"])
  await merge(id, { other })
  expect(await inForce(id)).toEqual(["processing"])
  expect((await reader.get(`/people/${id}`)).status).toBe(404)
  await part(id, other)
  expect([await inForce(id), await inForce(other)]).toEqual([[], ["processing", "publicationname", "publicationphone"]])
  expect((await reader.get(`/people/${other}`)).status).toBe(200)

  await consent(id, "processing")
  await withdraw(id)
  await merge(id, { other })
  expect(await inForce(id)).toEqual([])
  await part(id, other)
  expect(await inForce(other)).toContain("processing")
})

test("what a person takes back while two cards are one does not come into force again", async () => {
  const born = { birthOn: "1991-01-01", phone: "+7 912 000-00-01" }
  const [id, other] = [await add("Лунёв", born), await add("Лунёв", born)]
  for (const one of [id, other]) await consent(one, "processing")
  await consent(other, "publication", ["name"])
  await merge(id, { other })
  await withdraw(id)
  await part(id, other)
  expect([await inForce(id), await inForce(other)]).toEqual([[], []])
  expect((await reader.get(`/people/${other}`)).status).toBe(404)
})

test("two accounts, two ages and two days of birth are said; an account goes with its card and back", async () => {
  const [id, other] = [await add("Ветров", { birthOn: "1980-01-01" }), await add("Ветров", { birthOn: "1980-01-02" })]
  expect((await merge(id, { other: id })).body.code).toBe("people.merge.itself")
  expect((await merge(id, { other })).body.errors[0].field).toBe("same")
  const page = await staff.post(`/people/${id}/merge`, { with: other, version: "1", otherVersion: "1" })
  expect([page.status, page.text.includes("Дни рождения разные")]).toEqual([422, true])
  await expectValidHtml(page.text)
  const child = await add("Ветров", { birthOn: "2015-01-01" })
  expect((await merge(id, { other: child, same: true })).body.code).toBe("people.merge.ages")
  expect((await staff.get(`/people/${id}/merge?with=${child}`)).text).toContain("нет 18 лет")
  const account = async (one: string) => {
    const { actor } = await signedIn(services, "representative", { kind: "organisation", id: 1 })
    const user = (actor as { userId: string }).userId
    await sql`UPDATE people.person SET user_id = ${user} WHERE id = ${one}`.execute(services.db)
    return user
  }
  const whose = async (user: string) =>
    (await sql<{ id: string }>`SELECT id FROM people.person WHERE user_id = ${user}`.execute(services.db)).rows[0]?.id
  const user = await account(other)
  await merge(id, { other, same: true })
  expect(await whose(user)).toBe(id)
  await part(id, other)
  expect(await whose(user)).toBe(other)
  await account(id)
  expect((await merge(id, { other, same: true })).body.code).toBe("people.merge.accounts")
})

test("who is erased is erased with the cards that went into it; merges are taken back in the reverse order", async () => {
  const [a, b, c] = [await add("Зимин"), await add("Зимин"), await add("Зимин")]
  await merge(b, { other: a })
  await merge(c, { other: b })
  expect((await staff.get(`/people/${a}`)).location).toBe(`/people/${c}`)
  expect((await part(c, a)).status).toBe(409)
  await part(c, b)
  expect((await staff.get(`/people/${a}`)).location).toBe(`/people/${b}`)
  await staff.post(`/people/${b}/erasure`, { basis: "demand", reason: "", key: "e" })
  const { rows } = await sql<{ id: string }>`
    SELECT person_id AS id FROM platform.erased_person WHERE person_id IN (${a}, ${b}, ${c})`.execute(services.db)
  expect(rows.map((row) => row.id).sort()).toEqual([a, b].sort())
  expect((await staff.get(`/people/${a}`)).status).toBe(404)
})

test("a card that somebody does not keep is no part of their merge", async () => {
  const { actor } = await signedIn(services, "administrator")
  const place = await aTerritory(services, actor, "Лугань")
  const { browser } = await signedIn(services, "coordinator", { kind: "territory", id: place })
  const [own, foreign] = [await add("Свой", { territoryId: place }), await add("Чужой")]
  expect((await browser.get(`/people/${own}/merge?with=${foreign}`)).status).toBe(404)
  expect((await browser.post(`/people/${own}/merge`, { with: foreign })).status).toBe(404)
  await merge(own, { other: foreign })
  expect((await browser.post(`/people/${own}/unmerge`, { with: foreign })).status).toBe(404)
  expect((await staff.get(`/people/${foreign}`)).status).toBe(302)
})

test("a day of birth that one card knows is never lost; what was changed since stays", () => {
  const one = {
    ...{ familyName: "А", givenName: "", patronymic: "", birthOn: null, territoryId: null, phone: "", email: "" },
    ...{ address: "", note: "", languages: [], availability: "", experience: "" },
  }
  const two = { ...one, birthOn: "2012-01-01", phone: "1", languages: [{ code: "de", fluency: "basic" as const }] }
  expect(differences(one, two)).toEqual(["birthOn", "phone", "languages"])
  expect(takenOf(one, two, [])).toEqual(["birthOn"])
  const done = apart({ ...one, phone: "2", languages: two.languages }, two, ["phone", "languages"], one)
  expect(done).toEqual({ survivor: { ...one, phone: "2" }, stays: ["phone"] })
})
