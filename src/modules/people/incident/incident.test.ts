import { strFromU8, unzipSync } from "fflate"
import { sql } from "kysely"
import { beforeEach, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { clocksOf } from "./incident.ts"

const path = "/settings/incidents"
let url: string
let services: Services
let staff: Visitor
beforeEach(async () => {
  url = (await freshDatabase()).url
  services = at("2026-11-20T12:00:00Z")
  staff = (await signedIn(services, "coordinator")).browser
})

const at = (instant: string) => testServices(url, {}, { clock: fixedClock(instant) })
const page = async (who: Visitor, address: string) => {
  const answer = await who.get(address)
  expect(answer.status, answer.text).toBe(200)
  await expectValidHtml(answer.text)
  return answer.text
}
const found = { foundDay: "20 ноября", foundTime: "14:30", what: "Список ушёл не туда", people: "Около 40 человек" }
const told = { body: "№ 77-1", toldDay: "20 ноября" }

test("the two terms run from the finding to the minute", () => {
  const foundAt = new Date("2026-11-20T11:30:00Z")
  const states = (now: string, entries: { kind: "told_first"; toldAt: Date }[] = []) =>
    clocksOf(
      { foundAt, entries: entries.map((one) => ({ ...one, id: 1, body: "", at: foundAt, userId: null })) },
      new Date(now),
    ).map(({ state }) => state)
  expect(states("2026-11-21T11:30:00Z")).toEqual(["running", "running"])
  expect(states("2026-11-21T11:30:01Z")).toEqual(["late", "running"])
  expect(states("2026-11-23T11:30:01Z")).toEqual(["late", "late"])
  const first = (toldAt: string) => [{ kind: "told_first" as const, toldAt: new Date(toldAt) }]
  expect(states("2026-11-24T00:00:00Z", first("2026-11-21T11:30:00Z"))).toEqual(["done", "late"])
  expect(states("2026-11-24T00:00:00Z", first("2026-11-21T11:31:00Z"))).toEqual(["done_late", "late"])
})

test("an incident is written down, its terms are on the desk; more is added, nothing is changed; it closes with conclusions", async () => {
  expect(await page(staff, path)).toContain("Инцидентов не было")
  await page(staff, `${path}/new`)
  const ahead = await staff.post(`${path}/new`, { ...found, foundTime: "15:30" })
  expect(ahead.status).toBe(422)
  expect(ahead.text).toContain("Список ушёл не туда")
  expect((await staff.post(`${path}/new`, { ...found, foundTime: "вечером" })).text).toContain("Не удалось понять")
  expect((await staff.post(`${path}/new`, found)).location).toBe(`${path}/1`)
  expect(await page(staff, "/desk")).toContain("Инцидент № 1")
  expect(await page(staff, "/desk")).toContain("осталось 23 часа")
  expect(await page(staff, `${path}/1`)).toContain("Около 40 человек")

  const later = at("2026-11-22T12:00:00Z")
  const next = (await signedIn(later, "coordinator")).browser
  expect(await page(next, "/desk")).toContain("опоздание 24 часа")
  expect((await next.post(`${path}/1/entries`, { kind: "people", body: "" })).status).toBe(422)
  await next.post(`${path}/1/entries`, { kind: "people", body: "Уточнили: 38 человек" })
  const before = await next.post(`${path}/1/entries`, { kind: "told_first", ...told, toldTime: "14:00" })
  expect(before.status).toBe(422)
  expect(before.text).toContain("№ 77-1")
  await next.post(`${path}/1/entries`, { kind: "told_first", ...told, toldTime: "16:00" })
  const open = await page(next, `${path}/1`)
  for (const said of ["Около 40 человек", "Уточнили: 38 человек", "уведомлён вовремя", "№ 77-1"])
    expect(open).toContain(said)
  const early = await next.post(`${path}/1/closing`, { conclusion: "Ошибка сотрудника" })
  expect(early.status).toBe(422)
  expect(early.text).toContain("Ошибка сотрудника")
  await next.post(`${path}/1/closing`, { conclusion: "Ошибка сотрудника", unsent: "yes" })
  expect(await page(next, `${path}/1`)).toContain("уведомлять не понадобилось")
  expect(await page(next, "/desk")).not.toContain("Инцидент № 1")
  await next.post(`${path}/1/entries`, { kind: "measures", body: "Провели обучение" })
  expect(await page(next, `${path}/1`)).toContain("Провели обучение")
  for (const change of [
    sql`DELETE FROM people.incident_entry`,
    sql`UPDATE people.incident SET found_at = now()`,
    sql`DELETE FROM people.incident`,
  ])
    await expect(change.execute(services.db)).rejects.toThrow("kept as they are")
})

test("the notification is a paper filled with what is known", async () => {
  const { token, browser } = await signedIn(services, "coordinator")
  await browser.post("/settings/consents", {
    name: "АНО «Центр»",
    address: "г. Луговой",
    requisites: "ИНН 0000000000",
    contact: "тел.",
  })
  await browser.post(`${path}/new`, found)
  const take = async (name: string) => {
    const headers = { Cookie: `farvater_session=${token}` }
    const answer = await buildApp(services).request(`${path}/1/${name}.docx`, { headers })
    expect(answer.status).toBe(200)
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    return strFromU8(files["word/document.xml"]!).replace(/<[^>]*>/g, "")
  }
  const first = await take("told_first")
  for (const said of ["АНО «Центр»", "Список ушёл не туда", "Около 40 человек", "14:30", "21"])
    expect(first).toContain(said)
  expect(await take("told_results")).toContain("Итоги внутреннего расследования")
  expect((await browser.get(`${path}/1/closed.docx`)).status).toBe(404)
})

test("the API keeps the same journal, for the staff of the whole only", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const made = await call("POST", "/incidents", { foundAt: "2026-11-20T10:00:00Z", what: "Потерян ноутбук" })
  expect(made.body).toMatchObject({ number: 1, closed: false, entries: [{ kind: "what", body: "Потерян ноутбук" }] })
  const entry = { kind: "told_first", body: "№ 5", toldAt: "2026-11-20T11:00:00Z" }
  expect((await call("POST", "/incidents/1/entries", entry)).body.terms[0].state).toBe("done")
  expect((await call("POST", "/incidents/1/closing", { body: "Итог" })).status).toBe(422)
  expect((await call("POST", "/incidents/1/closing", { body: "Итог", unsent: true })).body.closed).toBe(true)
  expect((await call("POST", "/incidents/1/closing", { body: "Ещё", unsent: true })).status).toBe(409)
  expect((await call("GET", "/incidents")).body.items).toHaveLength(1)
  expect((await call("GET", "/incidents/2")).status).toBe(404)
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: 0 })).browser
  for (const end of ["", "/new", "/1", "/1/told_first.docx"])
    expect((await elsewhere.get(`${path}${end}`)).status).toBe(403)
  expect((await apiCaller(services)("GET", "/incidents")).status).toBe(403)
})
