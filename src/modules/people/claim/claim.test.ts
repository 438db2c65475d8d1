import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Actor } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { siteOf } from "#platform/site.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { goodPassword } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { linkOfClaim, sendClaim } from "./send-claim.ts"
import { takeClaim } from "./take-claim.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let clerk: Actor
let now = new Date("2026-11-21T09:00:00Z")
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = new Date("2026-11-21T09:00:00Z")
  services = testServices(database.url, {}, { clock: { now: () => now } })
  ;({ browser: staff, actor: clerk } = await signedIn(services, "coordinator"))
})

const caller = (actor: Actor) => ({ ...services, actor })
const count = async (table: "people.claim" | "platform.app_user") =>
  Number(
    (
      await services.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as("n"))
        .executeTakeFirstOrThrow()
    ).n,
  )

/** A link as the staff gives it, with its number. */
async function aLink(id: string, email = "") {
  const input = { id, by: email ? "mail" : "paper", email, site: siteOf(services) }
  const { claim } = await perform(sendClaim, caller(clerk), input)
  const { url, code } = linkOfClaim(siteOf(services), claim)
  return { claim, code, path: new URL(url).pathname, token: url.split("/").at(-1)! }
}

test("a letter leads to a card, an account is made at it, and the owner changes contacts but not the day of birth", async () => {
  const id = await aPerson(services, "Осокина", { givenName: "Анна", birthOn: "1980-02-03", email: "anna@example.ru" })
  expect((await staff.get(`/people/${id}`)).text).toContain("Учётной записи нет")
  await expectValidHtml((await staff.get(`/people/${id}/claim`)).text)
  expect((await staff.post(`/people/${id}/claim`, { by: "mail", email: "" })).status).toBe(422)
  const sent = await staff.post(`/people/${id}/claim`, { by: "mail", email: "anna@example.ru" })
  expect(sent.location).toBe(`/people/${id}`)
  const letter = await services.db
    .selectFrom("platform.outgoing_mail")
    .select(["to_address", "body_text", "holds_secret"])
    .where("to_address", "=", "anna@example.ru")
    .executeTakeFirstOrThrow()
  expect(letter.holds_secret).toBe(true)
  const path = /http\S+(\/claim\/\S+)/.exec(letter.body_text)![1]!
  const anna = visitor(buildApp(services))
  const page = await anna.get(path)
  await expectValidHtml(page.text)
  for (const said of ["Осокина Анна", "anna@example.ru"]) expect(page.text).toContain(said)
  expect(page.text).not.toContain("1980")
  expect(page.headers.get("Referrer-Policy")).toBe("no-referrer")
  const weak = await anna.post(path, { name: "Анна", password: "123" })
  expect(weak.status).toBe(422)
  // The address is the letter's, whatever the form says.
  const made = await anna.post(path, { name: "Анна Осокина", email: "thief@example.ru", password: goodPassword })
  expect(made.location, made.text).toBe(`/people/${id}`)
  expect((await anna.get("/me")).location).toBe(`/people/${id}`)
  const card = await anna.get(`/people/${id}`)
  for (const said of ["Это ваша карточка", "3 февраля 1980", "/me/edit"]) expect(card.text).toContain(said)
  await expectValidHtml((await anna.get("/me/edit")).text)
  const version = /name="version" value="(\d+)"/.exec((await anna.get("/me/edit")).text)![1]!
  const typed = { familyName: "Осокина", phone: "+7 900 000-00-00", birthOn: "1990-01-01", note: "x", version }
  expect((await anna.post("/me/edit", typed)).location).toBe(`/people/${id}`)
  const stored = await services.db
    .selectFrom("people.person")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirstOrThrow()
  expect(stored).toMatchObject({ phone: "+7 900 000-00-00", birth_on: "1980-02-03", note: "" })
  const stale = await anna.post("/me/edit", { ...typed, phone: "+7 911" })
  expect(stale.status).toBe(422)
  expect(stale.text).toContain("+7 911")
  const user = await services.db
    .selectFrom("platform.app_user")
    .select("email")
    .where("id", "=", stored.user_id!)
    .executeTakeFirstOrThrow()
  expect(user.email).toBe("anna@example.ru")
  expect((await visitor(buildApp(services)).get(path)).status).toBe(410)
  expect((await staff.get(`/people/${id}`)).text).toContain("Карточка привязана к учётной записи")
})

test("opening changes nothing; a code of paper leads there; a newer link, a revocation and time close it", async () => {
  const id = await aPerson(services, "Бумажная")
  const first = await aLink(id)
  const before = await services.db.selectFrom("people.claim").selectAll().execute()
  const events = await services.db.selectFrom("platform.event").select("id").execute()
  const reader = visitor(buildApp(services))
  expect((await reader.get(first.path)).status).toBe(200)
  expect(await services.db.selectFrom("people.claim").selectAll().execute()).toEqual(before)
  expect(await services.db.selectFrom("platform.event").select("id").execute()).toEqual(events)
  await expectValidHtml((await reader.get("/claim")).text)
  expect((await reader.post("/claim", { code: "ААААА-ААААА" })).status).toBe(422)
  const found = await reader.post("/claim", { code: first.code.toLowerCase().replace("-", " ") })
  expect(found.location).toBe(first.path)
  expect((await staff.get(`/people/${id}`)).text).toContain("Ссылка дана на бумаге")
  const second = await aLink(id)
  expect((await reader.get(first.path)).status).toBe(410)
  expect((await staff.post(`/people/${id}/claim/revocation`)).location).toBe(`/people/${id}`)
  expect((await reader.get(second.path)).status).toBe(410)
  const third = await aLink(id)
  now = new Date("2026-12-22T09:00:00Z")
  expect((await reader.get(third.path)).status).toBe(410)
})

test("guesses are slowed down; a token of another purpose opens nothing", async () => {
  const thief = visitor(buildApp(services), { address: "198.51.100.9" })
  const { token } = await aLink(await aPerson(services, "Загадкина"))
  expect((await thief.get(`/answer/${token}`)).status).toBe(404)
  const guess = (i: number) => thief.get(`/claim/${token.slice(0, -3)}${String(i).padStart(3, "0")}`)
  const statuses = []
  for (let i = 0; i < 25; i++) statuses.push((await guess(i)).status)
  expect(statuses[0]).toBe(404)
  expect(statuses.at(-1)).toBe(429)
  const coder = visitor(buildApp(services), { address: "198.51.100.10" })
  const codes = []
  for (let i = 0; i < 18; i++) codes.push((await coder.post("/claim", { code: `AAAAA-AAA${i + 10}` })).status)
  expect(codes.at(-1)).toBe(429)
})

test("one person has one account and one account one person, also at once", async () => {
  const [one, two] = [await aPerson(services, "Первая"), await aPerson(services, "Вторая")]
  const [a, b] = [await aLink(one), await aLink(two)]
  const ann = await signedIn(services, "member")
  const site = siteOf(services)
  const both = await Promise.allSettled(
    [a, b].map(({ token }) => perform(takeClaim, caller(ann.actor), { token, site })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const lost = both[0]!.status === "rejected" ? a : b
  expect((await ann.browser.get(lost.path)).text).toContain("У этой учётной записи уже есть карточка")
  expect((await ann.browser.post(lost.path)).status).toBe(422)
  const others = await Promise.all([signedIn(services, "member"), signedIn(services, "member")])
  const same = await Promise.allSettled(
    others.map(({ actor }) => perform(takeClaim, caller(actor), { token: lost.token, site })),
  )
  expect(same.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const person = both[0]!.status === "rejected" ? one : two
  expect((await staff.post(`/people/${person}/claim`, { by: "paper" })).status).toBe(404)
  await expect(aLink(person)).rejects.toMatchObject({ status: 409 })
  await expectValidHtml((await staff.get(`/people/${person}/account/release`)).text)
  expect((await staff.post(`/people/${person}/account/release`)).location).toBe(`/people/${person}`)
  await aLink(person)
})

test("a new account and the card come together or not at all", async () => {
  const id = await aPerson(services, "Спешная")
  const { path } = await aLink(id)
  const users = await count("platform.app_user")
  const form = (n: number) => ({ name: "Спешная", email: `hurry${n}@example.ru`, password: goodPassword })
  const answers = await Promise.all(
    [1, 2].map((n) => visitor(buildApp(services), { address: `198.51.100.3${n}` }).post(path, form(n))),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
  expect(await count("platform.app_user")).toBe(users + 1)
})

test("only who keeps a person gives its link; whoever has no card is told so; the API does the same", async () => {
  const id = await aPerson(services, "Чужая")
  const { browser, actor } = await signedIn(services, "member")
  expect((await browser.get(`/people/${id}/claim`)).status).toBe(404)
  expect((await browser.post(`/people/${id}/claim`, { by: "paper" })).status).toBe(403)
  expect((await browser.get("/me")).text).toContain("К вашей учётной записи карточка не привязана")
  expect((await browser.post("/me/edit", { familyName: "Я" })).status).toBe(404)
  const clerks = apiCaller(services, await tokenOf(services, clerk))
  const mine = apiCaller(services, await tokenOf(services, actor))
  expect((await mine("POST", `/people/${id}/claim`, { by: "paper" })).status).toBe(403)
  const link = await clerks("POST", `/people/${id}/claim`, { by: "paper" })
  expect(link.status).toBe(201)
  expect((await mine("GET", "/me/person")).status).toBe(404)
  const token = link.body.url.split("/").at(-1)
  expect(await mine("POST", "/me/person/claim", { token })).toMatchObject({ status: 200, body: { id } })
  expect(await mine("PATCH", "/me/person", { phone: "12345" })).toMatchObject({ status: 200, body: { phone: "12345" } })
  expect((await clerks("DELETE", `/people/${id}/account`)).status).toBe(204)
  expect((await clerks("DELETE", `/people/${id}/claim`)).status).toBe(404)
})
