import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { monthsEarlier } from "#platform/workdays/day-steps.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { findWithdrawn, retentionRound } from "./retention-round.ts"

const start = "2026-11-21T09:00:00Z"
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url, {}, { clock: fixedClock(start) })
  await sql`DELETE FROM people.person`.execute(services.db)
  await sql`UPDATE people.retention SET idle_months = 36, withdrawn_days = 30, reading_months = 36`.execute(services.db)
  staff = (await signedIn(services, "coordinator")).browser
})

/** A person added on a day long ago. */
async function longAgo(name: string, day: string) {
  const then = { ...services, clock: fixedClock(`${day}T09:00:00Z`) }
  return aPerson(then, name)
}

async function page(path: string, status = 200) {
  const answer = await staff.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const due = "/settings/retention/due"

test("months are counted by the calendar, from the end of a month too", () => {
  expect(monthsEarlier("2026-11-21", 36)).toBe("2023-11-21")
  expect(monthsEarlier("2027-03-31", 1)).toBe("2027-02-28")
  expect(monthsEarlier("2024-02-29", 12)).toBe("2023-02-28")
  expect(monthsEarlier("2026-01-15", 13)).toBe("2024-12-15")
})

test("a round lists whom nothing happened to, and nobody else; a second one does nothing", async () => {
  await longAgo("Забытова", "2023-11-20")
  await longAgo("Свежева", "2023-11-22")
  const belongs = await longAgo("Связнова", "2020-01-01")
  const party = await aParty(services, system("test"), "Клуб «Срок»")
  await sql`INSERT INTO people.affiliation (person_id, party_id, role, created_at)
    VALUES (${belongs}, ${party}, 'member', '2020-01-01')`.execute(services.db)
  const left = await longAgo("Ушедшева", "2020-01-01")
  await sql`INSERT INTO people.affiliation (person_id, party_id, role, created_at, until_on)
    VALUES (${left}, ${party}, 'member', '2020-01-01', '2021-05-05')`.execute(services.db)
  const edited = await longAgo("Правкина", "2020-01-01")
  await staff.post(`/people/${edited}`, { familyName: "Правкина", email: "pravkina@example.ru", version: "1" })

  expect(await page(due)).toContain("Никого нет")
  expect(await retentionRound(services)).toEqual({ found: 2, dropped: 0, readings: 0 })
  expect(await retentionRound(services)).toEqual({ found: 0, dropped: 0, readings: 0 })
  const list = await page(due)
  for (const shown of ["Забытова", "20 ноября 2023", "Ушедшева", "5 мая 2021", "basis=term_passed"])
    expect(list).toContain(shown)
  for (const absent of ["Свежева", "Связнова", "Правкина"]) expect(list).not.toContain(absent)
  expect(await page("/settings/retention")).toContain("Пора уничтожить: 2 человека")
  const last = await services.db
    .selectFrom("platform.event")
    .select("payload")
    .where("name", "=", "retention.went_round")
    .orderBy("id", "desc")
    .executeTakeFirst()
  expect(last).toEqual({ payload: { found: 2, dropped: 0, readings: 0 } })
})

test("who came back since the round is not offered, and the next round takes it off", async () => {
  const id = await longAgo("Вернулова", "2020-01-01")
  await retentionRound(services)
  expect(await page(due)).toContain("Вернулова")
  await staff.post(`/people/${id}`, { familyName: "Вернулова", email: "vernulova@example.ru", version: "1" })
  expect(await page(due)).not.toContain("Вернулова")
  expect(await retentionRound(services)).toMatchObject({ found: 0, dropped: 1 })
})

test("a withdrawn consent is listed the next night with the day of the law; destroying has its basis chosen", async () => {
  const id = await aPerson(services, "Отзывова")
  const late = await aPerson(services, "Просрочена")
  const withdraw = (person: string, day: string) =>
    services.db.updateTable("people.person").set({ consent_withdrawn_on: day }).where("id", "=", person).execute()
  await withdraw(id, "2026-11-10")
  await withdraw(late, "2026-09-10")
  expect(await findWithdrawn(services)).toBe(2)
  expect(await findWithdrawn(services)).toBe(0)
  const list = await page(due)
  expect(list.match(/срок прошёл/g)).toHaveLength(1)
  expect(list).toContain("уничтожить надо было до 10 октября 2026")
  const form = await page(`/people/${id}/erasure?basis=consent_withdrawn`)
  expect(form).toMatch(/value="consent_withdrawn" selected/)
  const erased = await staff.post(`/people/${id}/erasure`, { basis: "consent_withdrawn" })
  expect(erased.location).toBe("/settings/erasures")
  expect(await page(due)).not.toContain("Отзывова")
})

test("whom somebody keeps waits until the day that was named, with its reason, and being kept is no sign of life", async () => {
  const id = await longAgo("Оставлена", "2020-01-01")
  await retentionRound(services)
  const path = `${due}/${id}/keeping`
  await page(path)
  for (const [typed, said] of [
    [{ until: "01.02.2027", why: "" }, "Заполните это поле"],
    [{ until: "01.02.2020", why: "Договор" }, "позже сегодняшнего"],
    [{ until: "01.02.2050", why: "Договор" }, "на пять лет"],
    [{ until: "скоро", why: "Договор" }, "Не удалось понять дату"],
  ] as const) {
    const answer = await staff.post(path, typed)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(said)
    expect(answer.text).toContain(typed.until)
  }
  expect((await staff.post(path, { until: "01.02.2027", why: "Договор № 5" })).location).toBe(due)
  expect(await page(due)).not.toContain("Оставлена")
  const kept = await page(`${due}?show=kept`)
  for (const shown of ["Оставлена", "оставить до 1 февраля 2027", "Договор № 5"]) expect(kept).toContain(shown)
  const later = testServices(database.url, {}, { clock: fixedClock("2027-03-01T09:00:00Z") })
  expect(await retentionRound(later)).toEqual({ found: 0, dropped: 0, readings: 0 })
  const again = (await signedIn(later, "coordinator")).browser
  expect((await again.get(due)).text).toContain("Оставлена")
})

test("old lines of the journal of readings go by their term; nobody else changes the terms", async () => {
  const id = await aPerson(services, "Читанная")
  for (const day of ["2023-11-20", "2023-11-22"])
    await sql`INSERT INTO people.reading (at, person_id, reader, what) VALUES (${day}, ${id}, 'staff', 'card')`.execute(
      services.db,
    )
  const post = (fields: Record<string, string>) =>
    staff.post("/settings/retention", { idleMonths: "36", withdrawnDays: "30", readingMonths: "36", ...fields })
  expect((await post({ readingMonths: "0" })).location).toBe("/settings/retention")
  expect(await retentionRound(services)).toMatchObject({ readings: 0 })
  for (const [name, wrong] of [
    ["idleMonths", "3"],
    ["withdrawnDays", "31"],
    ["readingMonths", "сто"],
  ] as const) {
    const answer = await post({ [name]: wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`value="${wrong}"`)
  }
  await post({})
  expect(await retentionRound(services)).toMatchObject({ readings: 1 })
  expect(await retentionRound(services)).toMatchObject({ readings: 0 })
  expect(await page("/settings/retention")).toContain("Изменены сроки хранения")
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: 0 })).browser
  for (const path of ["/settings/retention", due]) expect((await elsewhere.get(path)).status).toBe(403)
})

test("the API tells and changes the terms, lists who is due and keeps somebody, by the same rights", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const id = await longAgo("Апишнова", "2020-01-01")
  await retentionRound(services)
  const listed = await call("GET", "/due-people")
  expect(listed.body.items).toEqual([
    { id: expect.any(Number), personId: id, reason: "idle", since: "2020-01-01", keptUntil: null, keptWhy: "" },
  ])
  expect((await call("POST", `/people/${id}/keeping`, { until: "2027-02-01", why: "" })).status).toBe(422)
  expect((await call("POST", `/people/${id}/keeping`, { until: "2027-02-01", why: "Договор" })).status).toBe(200)
  expect((await call("GET", "/due-people")).body.items).toEqual([])
  expect((await call("GET", "/due-people?kept=true")).body.items).toMatchObject([{ keptUntil: "2027-02-01" }])
  const rules = { idleMonths: 24, withdrawnDays: 10, readingMonths: 0 }
  expect((await call("PUT", "/settings/retention", rules)).status).toBe(200)
  expect((await call("GET", "/settings/retention")).body).toEqual(rules)
  const open = apiCaller(services)
  for (const path of ["/due-people", "/settings/retention"]) expect((await open("GET", path)).status).toBe(403)
})
