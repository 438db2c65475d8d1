import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { goodPassword } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { applicationStates, stateAfter, steps } from "./application.ts"
import { tidyApplications } from "./tidy-applications.ts"

describe("what may follow what", () => {
  test("an end is an end, and one appeals once", () => {
    for (const step of steps)
      for (const state of ["confirmed", "withdrawn"] as const) expect(stateAfter(state, step, [])).toBeUndefined()
    expect(stateAfter("declined", "appeal", [])).toBe("appealed")
    expect(stateAfter("declined", "appeal", [{ kind: "appeal" }])).toBeUndefined()
    for (const state of applicationStates.filter((one) => one !== "draft"))
      expect(stateAfter(state, "submit", [])).toBeUndefined()
  })
})

const root = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let now = new Date()
let staff: Visitor
let town: number
let n = 0
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = new Date("2026-11-21T09:00:00Z")
  services = testServices(database.url, {}, { clock: { now: () => now } })
  staff = (await signedIn(services, "coordinator")).browser
  town = await aTerritory(services, root, `Заречный ${++n}`)
})

const newcomer = () => visitor(buildApp(services), { address: `198.51.100.${n}` })
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const anOrganisation = (more = {}) => ({
  name: `Фонд «Ветер ${n}»`,
  partyKind: "ngo",
  territoryId: String(town),
  about: "Сажаем деревья",
  familyName: "Ветрова",
  givenName: "Ольга",
  patronymic: "Ивановна",
  post: "директор",
  email: `veter${n}@example.ru`,
  phone: "+7 900 111-22-33",
  ...more,
})

/** Fills in the form as a person does. */
async function send(who: Visitor, kind: "organisation" | "person", form: Record<string, string>) {
  const stamp = /name="stamp" value="([^"]+)"/.exec((await who.get(`/join/${kind}`)).text)![1]!
  pass(10)
  return who.post(`/join/${kind}`, { ...form, stamp })
}

const lettersTo = async (email: string) =>
  services.db
    .selectFrom("platform.outgoing_mail")
    .select(["subject", "body_text as text"])
    .where("to_address", "=", email)
    .orderBy("id")
    .execute()

/** The path of the link in the last letter that has one of this kind. */
async function linkIn(email: string, kind: "application" | "claim") {
  const letter = (await lettersTo(email)).findLast(({ text }) => text.includes(`/${kind}/`))!
  return new RegExp(`https?://[^/]+(/${kind}/\\S+)`).exec(letter.text)![1]!
}

/** A submitted application: its link and its page for the staff. */
async function submitted(who: Visitor, kind: "organisation" | "person", form: Record<string, string>) {
  expect((await send(who, kind, form)).status).toBe(200)
  const link = await linkIn(form.email!, "application")
  expect((await who.post(link, { step: "submit" })).location).toBe(link)
  const { id } = await services.db
    .selectFrom("people.application")
    .select("id")
    .where("email", "=", form.email!)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow()
  return { link, page: `/applications/${id}`, id }
}

test("an organisation applies, answers a question, is confirmed; its head makes an account and represents it", async () => {
  const who = newcomer()
  for (const path of ["/join", "/join/organisation", "/join/person"]) await expectValidHtml((await who.get(path)).text)
  const wrong = await send(who, "organisation", anOrganisation({ inn: "1234567890", familyName: "" }))
  expect(wrong.status).toBe(422)
  await expectValidHtml(wrong.text)
  expect(wrong.text).toContain("Сажаем деревья")
  const form = anOrganisation({ inn: "7707083893" })
  expect((await send(who, "organisation", form)).text).toContain("Проверьте почту")
  expect((await staff.get("/applications")).text).not.toContain(form.name)
  const link = await linkIn(form.email, "application")
  const before = await services.db.selectFrom("people.application_step").select("id").execute()
  const status = await who.get(link)
  await expectValidHtml(status.text)
  expect(status.text).toContain("Ещё не подана")
  expect(await services.db.selectFrom("people.application_step").select("id").execute()).toEqual(before)
  await who.post(link, { step: "submit" })
  const list = await staff.get("/applications")
  await expectValidHtml(list.text)
  const page = /\/applications\/\d+/.exec(list.text)![0]
  await expectValidHtml((await staff.get(page)).text)
  expect((await staff.post(page, { step: "ask", text: "" })).status).toBe(422)
  expect((await staff.post(page, { step: "ask", text: "Где вы сажаете?" })).location).toBe(page)
  expect((await who.get(link)).text).toContain("Где вы сажаете?")
  await who.post(link, { step: "reply", text: "В парке" })
  expect((await staff.get(page)).text).toContain("В парке")
  const done = await staff.post(page, { step: "confirm", text: "Добро пожаловать" })
  expect(done.location, done.text).toBe(page)
  expect((await staff.post(page, { step: "confirm" })).status).toBe(422)
  const claim = await linkIn(form.email, "claim")
  const made = await who.post(claim, { name: "Ольга Ветрова", password: goodPassword })
  expect(made.status, made.text).toBe(303)
  const { party_id: party, person_id: person } = await services.db
    .selectFrom("people.application")
    .select(["party_id", "person_id"])
    .where("email", "=", form.email)
    .executeTakeFirstOrThrow()
  expect(made.location).toBe(`/people/${person}`)
  const card = await who.get(`/people/${person}`)
  for (const said of [form.name, "директор", "Это ваша карточка"]) expect(card.text).toContain(said)
  const grant = await services.db
    .selectFrom("platform.app_grant")
    .select(["role", "scope_kind", "scope_id"])
    .where("scope_id", "=", party)
    .executeTakeFirstOrThrow()
  expect(grant).toEqual({ role: "representative", scope_kind: "organisation", scope_id: party })
})

test("a declined one appeals once, and somebody else decides", async () => {
  const who = newcomer()
  const form = anOrganisation()
  const { link, page } = await submitted(who, "organisation", form)
  const first = await signedIn(services, "administrator")
  expect((await first.browser.post(page, { step: "decline", text: "Мало сведений" })).location).toBe(page)
  expect((await lettersTo(form.email)).at(-1)!.text).toContain("Мало сведений")
  expect((await who.post(link, { step: "appeal", text: "" })).status).toBe(422)
  await who.post(link, { step: "appeal", text: "Мы прислали устав" })
  for (const browser of [first.browser, staff]) {
    expect((await browser.get(page)).text).toContain("Возражение рассматривает администратор")
    expect((await browser.post(page, { step: "confirm" })).status).toBe(403)
  }
  const other = (await signedIn(services, "administrator")).browser
  expect((await other.post(page, { step: "decline", text: "Устава нет" })).location).toBe(page)
  expect((await who.post(link, { step: "appeal", text: "Ещё раз" })).status).toBe(422)
  expect((await who.get(link)).text).toContain("Отказано")
})

test("a person joins a body: its representative decides, sees others' applications nowhere, attaches nobody by an address", async () => {
  const council = await aParty(services, root, `Совет ${n}`, { nature: "body", kind: "council", territoryId: town })
  const other = await aParty(services, root, `Другой совет ${n}`, {
    nature: "body",
    kind: "council",
    territoryId: town,
  })
  const email = `petr${n}@example.ru`
  const known = await aPerson(services, "Петров", { givenName: "Пётр", email })
  const who = newcomer()
  const form = { partyId: `совет ${n}`, role: "member", about: "Юрист", familyName: "Петров", givenName: "Пётр", email }
  expect((await send(who, "person", form)).text).toContain("Отметьте, что разделяете цели")
  const { page } = await submitted(who, "person", { ...form, mission: "yes" })
  const stranger = (await signedIn(services, "representative", { kind: "body", id: other })).browser
  expect((await stranger.get("/applications")).text).not.toContain("Петров")
  expect((await stranger.get(page)).status).toBe(404)
  expect((await stranger.post(page, { step: "confirm" })).status).toBe(404)
  const elsewhere = await aTerritory(services, root, `Далёкий ${n}`)
  const far = (await signedIn(services, "coordinator", { kind: "territory", id: elsewhere })).browser
  expect((await far.get(page)).status).toBe(404)
  expect((await far.post(page, { step: "decline", text: "нет" })).status).toBe(404)
  expect((await staff.get(page)).text).toContain(known)
  const chair = (await signedIn(services, "representative", { kind: "body", id: council })).browser
  const seen = await chair.get(page)
  expect(seen.text).toContain("Юрист")
  expect(seen.text).not.toContain(known)
  expect((await chair.post(page, { step: "confirm", person: known })).status).toBe(404)
  expect((await chair.post(page, { step: "confirm" })).location).toBe(page)
  const people = await services.db.selectFrom("people.person").select("id").where("email", "=", email).execute()
  expect(people).toHaveLength(2)
  expect(
    (await services.db.selectFrom("platform.app_grant").select("id").where("scope_id", "=", council).execute()).length,
  ).toBe(1)
})

test("the staff recognises a person and an organisation that are there already", async () => {
  const known = await aParty(services, root, `Клуб ${n}`, { inn: "7728168971", territoryId: town })
  const form = anOrganisation({ name: `Клуб любителей ${n}`, inn: "7728168971" })
  const head = await aPerson(services, "Ветрова", { givenName: "Ольга", email: form.email, territoryId: town })
  const { page } = await submitted(newcomer(), "organisation", form)
  const seen = (await staff.get(page)).text
  for (const id of [`value="${known}"`, `value="${head}"`]) expect(seen).toContain(id)
  expect((await staff.post(page, { step: "confirm", party: String(known), person: head })).location).toBe(page)
  const there = await services.db.selectFrom("people.affiliation").selectAll().where("person_id", "=", head).execute()
  expect(there).toMatchObject([{ party_id: known, role: "head" }])
})

test("one organisation has one application at a time; two decisions at once are one", async () => {
  const form = anOrganisation({ inn: "7736050003" })
  const { page } = await submitted(newcomer(), "organisation", form)
  const second = { ...form, name: "Фонд", email: `second${n}@example.ru` }
  await send(newcomer(), "organisation", second)
  const twice = await newcomer().post(await linkIn(second.email, "application"), { step: "submit" })
  expect(twice.text).toContain("Такую заявку уже рассматривают")
  const answers = await Promise.all([1, 2].map(() => staff.post(page, { step: "confirm" })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  const made = await services.db.selectFrom("registry.party").select("id").where("inn", "=", "7736050003").execute()
  expect(made).toHaveLength(1)
})

test("programs, floods and guesses are kept out; what nobody confirmed is forgotten", async () => {
  const who = visitor(buildApp(services), { address: "203.0.113.77" })
  const form = anOrganisation()
  const post = (more: object) => who.post("/join/organisation", { ...form, ...more })
  expect((await post({})).status).toBe(422)
  expect((await send(who, "organisation", { ...form, website: "http://spam.example" })).text).toContain(
    "должно остаться пустым",
  )
  let status = 0
  for (let i = 0; i < 8 && status !== 429; i++)
    status = (await send(who, "organisation", { ...form, familyName: `Ф${i}` })).status
  expect(status).toBe(429)
  const thief = visitor(buildApp(services), { address: "203.0.113.78" })
  const statuses = []
  for (let i = 0; i < 25; i++) statuses.push((await thief.get(`/application/1-${"A".repeat(22)}${10 + i}`)).status)
  expect([statuses[0], statuses.at(-1)]).toEqual([404, 429])
  pass(4 * 86_400)
  await tidyApplications.run(services, {})
  expect(
    await services.db.selectFrom("people.application").select("id").where("state", "=", "draft").execute(),
  ).toEqual([])
})

test("the API lists, reads and decides by the same rights", async () => {
  const { id } = await submitted(newcomer(), "organisation", anOrganisation())
  const call = apiCaller(services, await tokenOf(services, (await signedIn(services, "coordinator")).actor))
  const member = apiCaller(services, await tokenOf(services, (await signedIn(services, "member")).actor))
  expect((await member("GET", "/applications")).status).toBe(403)
  expect((await member("POST", `/applications/${id}/confirmation`, {})).status).toBe(403)
  expect((await call("GET", "/applications?state=submitted")).body.items).toContainEqual(
    expect.objectContaining({ id }),
  )
  expect(await call("POST", `/applications/${id}/question`, { text: "?" })).toMatchObject({ body: { state: "asked" } })
  expect(await call("POST", `/applications/${id}/refusal`, { text: "Нет" })).toMatchObject({
    body: { state: "declined" },
  })
  expect((await call("POST", `/applications/${id}/confirmation`, {})).status).toBe(409)
})
