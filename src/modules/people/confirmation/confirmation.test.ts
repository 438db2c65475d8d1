import { sql } from "kysely"
import { beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { addGuardian } from "../guardian/keep-guardian.ts"
import { peopleRound } from "./confirmation-round.ts"

let url: string
let services: Services
let town: number
beforeEach(async () => {
  url = (await freshDatabase()).url
  services = on("2025-11-20")
  town = await aTerritory(services, system("test"), "Заречный")
})

/** The same installation on another day, at 10 in Moscow. */
const on = (day: string) => testServices(url, {}, { clock: fixedClock(`${day}T07:00:00Z`) })
const someone = (familyName: string, more: object = {}) =>
  aPerson(services, familyName, { givenName: "Вера", email: "vera@example.ru", territoryId: town, ...more })
const letters = async () =>
  (
    await services.db
      .selectFrom("platform.outgoing_mail")
      .select(["to_address as to", "subject", "body_text as text"])
      .orderBy("id")
      .execute()
  ).map((mail) => ({ ...mail, link: /\/own-card\/\S+/.exec(mail.text)?.[0] ?? "" }))
const page = async (who: Visitor, path: string) => {
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(200)
  await expectValidHtml(answer.text)
  return answer.text
}

test("a person is asked after a year, of a minor the guardian; who took the consent back and who has no address are not", async () => {
  const child = await someone("Чайкина", { birthOn: "2014-05-05", email: "asya@example.ru" })
  const { db, clock, listeners } = services
  const guardian = { id: child, name: "Чайкина М. Л.", relation: "mother", phone: "", email: "mother@example.ru" }
  await perform(addGuardian, { db, clock, listeners, actor: system("test") }, guardian)
  await someone("Орлова")
  await someone("Сирота", { birthOn: "2014-05-05" })
  const gone = await someone("Ушедшая", { email: "gone@example.ru" })
  await sql`UPDATE people.person SET consent_withdrawn_on = '2026-01-01' WHERE id = ${gone}`.execute(db)
  const rounds = await Promise.all([1, 2].map(() => peopleRound(on("2026-11-20"))))
  expect(rounds.map(({ asked }) => asked).sort()).toEqual([0, 2])
  expect(rounds.map(({ unconfirmed }) => unconfirmed).reduce((a, b) => a + b)).toBe(1)
  const sent = await letters()
  expect(sent.map(({ to }) => to).sort()).toEqual(["mother@example.ru", "vera@example.ru"])
  expect(sent.map(({ subject, text }) => subject + text).join()).not.toMatch(/Чайкина|Орлова/)
  expect(sent.find(({ to }) => to === "mother@example.ru")!.text).toContain("ребёнка")
  expect(await peopleRound(on("2026-12-04"))).toMatchObject({ asked: 0, reminded: 2 })
  expect(await peopleRound(on("2026-12-18"))).toEqual({ asked: 0, reminded: 0, unconfirmed: 2 })
  const staff = (await signedIn(on("2026-12-18"), "coordinator")).browser
  const list = await page(staff, "/people?unconfirmed=yes")
  for (const name of ["Чайкина", "Орлова", "Сирота"]) expect(list).toContain(name)
  expect(list).not.toContain("Ушедшая")
  const mothers = sent.find(({ to }) => to === "mother@example.ru")!.link
  const later = on("2026-12-18")
  expect(await page(visitor(buildApp(later)), mothers)).toContain("Чайкина Вера")
  await sql`UPDATE people.person SET birth_on = '2008-12-01' WHERE id = ${child}`.execute(db)
  expect((await visitor(buildApp(later)).get(mothers)).status).toBe(410)
})

async function asked() {
  const id = await someone("Орлова", { phone: "+7 000 111-22-33" })
  const now = on("2026-11-20")
  await peopleRound(now)
  const { browser, actor } = await signedIn(now, "coordinator", { kind: "territory", id: town })
  const call = apiCaller(now, await tokenOf(now, actor))
  return { id, now, link: (await letters())[0]!.link, anybody: visitor(buildApp(now)), staff: browser, call }
}

test("opening changes nothing; «Всё верно» confirms; the first answer stays", async () => {
  const { id, link, anybody, staff, call } = await asked()
  for (const path of [link, `${link}/changed`, `${link}/over`]) await page(anybody, path)
  expect(await page(anybody, link)).toContain("+7 000 111-22-33")
  expect((await call("GET", `/people/${id}/confirmation`)).body).toMatchObject({ confirmedOn: null, answer: null })
  expect((await anybody.post(link, {})).location).toBe(link)
  expect(await page(anybody, link)).toContain("Сведения подтверждены")
  expect(await page(anybody, link)).not.toContain("+7 000 111-22-33")
  await anybody.post(`${link}/over`, { words: "поздно" })
  expect((await call("GET", `/people/${id}/confirmation`)).body).toMatchObject({
    confirmedOn: "2026-11-20",
    answer: "right",
    words: "",
  })
  expect(await page(staff, `/people/${id}`)).toContain("Сведения подтверждены 20 ноября 2026")
  expect(await peopleRound(on("2026-12-04"))).toMatchObject({ reminded: 0 })
})

test("what has changed waits for the staff of the place, on the desk and in a list, and confirms when it is done", async () => {
  const { id, now, link, anybody, staff, call } = await asked()
  expect((await anybody.post(`${link}/changed`, { words: "" })).status).toBe(422)
  await anybody.post(`${link}/changed`, { words: "Телефон теперь другой" })
  expect(await page(staff, "/people/answers")).toContain("Телефон теперь другой")
  expect(await page(staff, "/desk")).toContain("/people/answers")
  const elsewhere = (await signedIn(now, "coordinator", { kind: "territory", id: 0 })).browser
  expect(await page(elsewhere, "/people/answers")).not.toContain("Телефон")
  expect((await elsewhere.post(`/people/${id}/confirmation/settlement`, {})).status).toBe(404)
  expect((await call("GET", "/person-answers")).body.items).toMatchObject([{ personId: id, answer: "changed" }])
  expect(await page(staff, `/people/${id}`)).toContain("Карточка исправлена")
  await staff.post(`/people/${id}/confirmation/settlement`, {})
  expect(await page(staff, "/people/answers")).not.toContain("Телефон")
  expect((await call("GET", `/people/${id}/confirmation`)).body).toMatchObject({ confirmedOn: "2026-11-20" })
  expect((await call("POST", `/people/${id}/confirmation/settlement`)).status).toBe(404)
})

test("who takes part no more is not confirmed by that; by hand and through the account a card is", async () => {
  const { id, now, link, anybody, staff, call } = await asked()
  await anybody.post(`${link}/over`, { words: "" })
  expect((await call("POST", `/people/${id}/confirmation/settlement`)).body).toMatchObject({ confirmedOn: null })
  expect((await staff.post(`/people/${id}/confirmation`, { channel: "phone", on: "1.12.2026" })).status).toBe(422)
  await page(staff, `/people/${id}/confirmation`)
  await staff.post(`/people/${id}/confirmation`, { channel: "phone", on: "19.11.2026" })
  const read = async () => (await call("GET", `/people/${id}/confirmation`)).body.confirmedOn
  expect(await read()).toBe("2026-11-19")
  const { actor, browser } = await signedIn(now, "member")
  const userId = (actor as { userId: string }).userId
  await sql`UPDATE people.person SET user_id = ${userId}::uuid WHERE id = ${id}`.execute(now.db)
  const own = apiCaller(now, await tokenOf(now, actor))
  await own("PATCH", "/me/person", { phone: "+7 000 111-22-34" })
  expect(await read()).toBe("2026-11-19")
  const form = { familyName: "Орлова", givenName: "Вера", patronymic: "", phone: "", email: "", address: "" }
  const version = /name="version" value="(\d+)"/.exec((await browser.get("/me/edit")).text)![1]!
  await browser.post("/me/edit", { ...form, version })
  expect(await read()).toBe("2026-11-20")
})
