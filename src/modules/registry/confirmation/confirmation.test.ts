import { sql } from "kysely"
import { beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { confirmationRound } from "./confirmation-round.ts"

const root = system("test")
let url: string
let services: Services
beforeEach(async () => {
  url = (await freshDatabase()).url
  services = on("2025-11-20")
})

/** The same installation on another day, at 10 in Moscow. */
const on = (day: string) => testServices(url, {}, { clock: fixedClock(`${day}T07:00:00Z`) })
const club = (name: string, email = "club@example.ru") => aParty(services, root, name, { email })
const letters = async () =>
  (
    await services.db
      .selectFrom("platform.outgoing_mail")
      .select(["to_address as to", "subject", "body_text as text"])
      .orderBy("id")
      .execute()
  ).map((mail) => ({ ...mail, link: /\/card\/\S+/.exec(mail.text)?.[0] ?? "" }))
const page = async (who: Visitor, path: string) => {
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(200)
  await expectValidHtml(answer.text)
  return answer.text
}
const reader = (at: Services) => visitor(buildApp(at))
const eventsOf = (id: number) =>
  services.db
    .selectFrom("platform.event")
    .select(["name", "payload"])
    .where("subject_kind", "=", "party")
    .where("subject_id", "=", String(id))
    .where("name", "=", "party.confirmed")
    .execute()

test("a year on a letter goes, once; after two weeks one reminder, after two more the card is marked", async () => {
  const id = await club("АНО «Причал»")
  await club("Без почты", "")
  expect(await confirmationRound(on("2026-11-19"))).toEqual({ asked: 0, reminded: 0, unconfirmed: 0 })
  const rounds = await Promise.all([1, 2, 3].map(() => confirmationRound(on("2026-11-20"))))
  expect(rounds.map(({ asked }) => asked).sort()).toEqual([0, 0, 1])
  expect(rounds.map(({ unconfirmed }) => unconfirmed).sort()).toEqual([0, 0, 1])
  expect(await confirmationRound(on("2026-11-23"))).toEqual({ asked: 0, reminded: 0, unconfirmed: 0 })
  expect((await letters()).map(({ to, subject }) => [to, subject])).toEqual([
    ["club@example.ru", "Проверьте карточку: АНО «Причал»"],
  ])
  expect(await confirmationRound(on("2026-12-04"))).toMatchObject({ reminded: 1 })
  expect(await confirmationRound(on("2026-12-07"))).toMatchObject({ reminded: 0 })
  expect(await confirmationRound(on("2026-12-17"))).toMatchObject({ unconfirmed: 0 })
  expect(await confirmationRound(on("2026-12-18"))).toMatchObject({ asked: 0, unconfirmed: 1 })
  const [first, second] = await letters()
  expect(second).toMatchObject({ link: first!.link })
  const later = on("2027-12-20")
  expect(await confirmationRound(later)).toMatchObject({ asked: 1 })
  expect((await letters())[2]!.link).not.toBe(first!.link)
  expect((await reader(later).get(first!.link)).status).toBe(410)
  const staff = (await signedIn(later, "coordinator")).browser
  const list = await page(staff, "/organisations?unconfirmed=yes")
  for (const name of ["Причал", "Без почты"]) expect(list).toContain(name)
  expect(await page(staff, `/organisations/${id}`)).toContain("Не подтверждена с 18 декабря 2026")
  expect(await page(reader(later), `/organisations/${id}`)).not.toContain("Не подтверждена")
  expect(await page(reader(later), "/organisations?unconfirmed=yes")).not.toContain("Сведения не подтверждены")
})

test("nobody is written to on a day off, with the rule off, of the example, or when it is no more", async () => {
  const [ended, example] = [await club("Закрыта"), await club("Пример")]
  await sql`UPDATE registry.party SET ended_on = '2026-01-01' WHERE id = ${ended}`.execute(services.db)
  await sql`UPDATE registry.party SET demo = true WHERE id = ${example}`.execute(services.db)
  expect(await confirmationRound(on("2026-11-20"))).toMatchObject({ asked: 0 })
  await club("Живая")
  expect(await confirmationRound(on("2026-11-22"))).toMatchObject({ asked: 0 }) // a Sunday
  const staff = (await signedIn(services, "coordinator")).browser
  const wrong = await staff.post("/settings/confirmation", { organisationMonths: "3", personMonths: "12" })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('value="3"')
  await staff.post("/settings/confirmation", { organisationMonths: "0", personMonths: "12" })
  expect(await page(staff, "/settings/confirmation")).toContain("Изменены сроки подтверждения")
  expect(await confirmationRound(on("2026-11-20"))).toEqual({ asked: 0, reminded: 0, unconfirmed: 0 })
  await staff.post("/settings/confirmation", { organisationMonths: "6", personMonths: "12" })
  expect(await confirmationRound(on("2026-11-20"))).toMatchObject({ asked: 1 })
})

test("a round that breaks off in the middle neither loses nor repeats a letter", async () => {
  for (let i = 0; i < 60; i++) await club(`Клуб ${i}`, `club${i}@example.ru`)
  await sql`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.to_address = 'club55@example.ru' THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$`.execute(
    services.db,
  )
  await sql`CREATE TRIGGER refuse BEFORE INSERT ON platform.outgoing_mail FOR EACH ROW EXECUTE FUNCTION refuse()`.execute(
    services.db,
  )
  await expect(confirmationRound(on("2026-11-20"))).rejects.toThrow("the disk is full")
  expect(await letters()).toHaveLength(50)
  await sql`DROP TRIGGER refuse ON platform.outgoing_mail`.execute(services.db)
  expect(await confirmationRound(on("2026-11-23"))).toMatchObject({ asked: 10 })
  expect(new Set((await letters()).map(({ to }) => to)).size).toBe(60)
})

async function asked() {
  const id = await club("АНО «Причал»")
  const now = on("2026-11-20")
  await confirmationRound(now)
  return { id, now, link: (await letters())[0]!.link, anybody: reader(now) }
}

test("opening the link changes nothing; «Всё верно» confirms, everybody sees the day, no reminder comes", async () => {
  const { id, now, link, anybody } = await asked()
  for (const path of [link, `${link}/changes`, `${link}/over`]) await page(anybody, path)
  expect(await page(anybody, link)).toContain("club@example.ru")
  expect(await eventsOf(id)).toEqual([])
  expect((await anybody.post(link, { answer: "right" })).location).toBe(link)
  expect(await page(anybody, link)).toContain("сведения подтверждены")
  expect(await eventsOf(id)).toEqual([{ name: "party.confirmed", payload: { channel: "link" } }])
  expect(await page(anybody, `/organisations/${id}`)).toContain("Сведения подтверждены 20 ноября 2026")
  expect((await apiCaller(now)("GET", `/organisations/${id}`)).body.confirmedOn).toBe("2026-11-20")
  expect(await confirmationRound(on("2026-12-04"))).toMatchObject({ reminded: 0 })
  expect((await anybody.post(`${link}/over`, { words: "" })).status).toBe(200)
  expect(await services.db.selectFrom("registry.suggestion").selectAll().execute()).toEqual([])
  expect((await anybody.get(`${link.slice(0, -1)}!`)).status).toBe(404)
})

test("changes by the link wait for a coordinator, and confirm the card when they are accepted", async () => {
  const { id, now, link, anybody } = await asked()
  const same = { name: "АНО «Причал»", words: "" }
  expect((await anybody.post(`${link}/changes`, same)).text).toContain("Вы ничего не изменили")
  expect((await anybody.post(`${link}/changes`, { ...same, mission: "Учим ходить под парусом" })).location).toBe(link)
  expect(await page(anybody, link)).toContain("их посмотрит координатор")
  const staff = (await signedIn(now, "coordinator")).browser
  expect(await page(staff, "/suggestions/1")).toContain("club@example.ru")
  expect(await eventsOf(id)).toEqual([])
  const seen = /name="seen" value="([^"]+)"/.exec(await page(staff, "/suggestions/1"))![1]!
  await staff.post("/suggestions/1/decision", { do: "whole", seen, remark: "" })
  expect(await eventsOf(id)).toEqual([{ name: "party.confirmed", payload: { channel: "changes" } }])
  expect(await page(anybody, `/organisations/${id}`)).toContain("Учим ходить под парусом")
})

test("«больше не действует» puts a task before the staff; the card stays as it is", async () => {
  const { id, now, link, anybody } = await asked()
  await anybody.post(`${link}/over`, { words: "С мая, дела у фонда" })
  expect(await page(anybody, link)).toContain("больше не действует")
  const staff = (await signedIn(now, "coordinator")).browser
  const task = await page(staff, "/suggestions/1")
  for (const said of ["больше не действует", "С мая, дела у фонда"]) expect(task).toContain(said)
  expect(await page(anybody, `/organisations/${id}`)).not.toContain("Прекратила")
})

test("the staff writes a confirmation down, by page and API; nobody else, and no day that has not come", async () => {
  const { id, now } = await asked()
  const { browser, actor } = await signedIn(now, "coordinator")
  const path = `/organisations/${id}/confirmation`
  await page(browser, path)
  expect((await browser.post(path, { channel: "phone", on: "1.12.2026" })).status).toBe(422)
  expect((await browser.post(path, { channel: "phone", on: "19 ноября 2026" })).location).toBe(`/organisations/${id}`)
  const call = apiCaller(now, await tokenOf(now, actor))
  expect((await call("GET", path)).body).toMatchObject({ confirmedOn: "2026-11-19", answer: "right" })
  expect((await call("POST", path, { channel: "paper", on: "2026-11-18" })).status).toBe(422)
  expect((await call("POST", path, { channel: "paper", on: "2026-11-20" })).body.confirmedOn).toBe("2026-11-20")
  expect((await call("GET", "/settings/confirmation")).body).toEqual({ organisationMonths: 12, personMonths: 12 })
  const rule = { organisationMonths: 24, personMonths: 0 }
  expect((await call("PUT", "/settings/confirmation", rule)).body).toEqual(rule)
  expect((await call("GET", "/organisations?unconfirmed=true")).body.items).toEqual([])
  expect((await apiCaller(now)("GET", "/organisations?unconfirmed=true")).status).toBe(403)
  const elsewhere = (await signedIn(now, "coordinator", { kind: "territory", id: 0 })).browser
  expect((await elsewhere.post(path, { channel: "phone", on: "19.11.2026" })).status).toBe(403)
})
