import { beforeAll, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { asked, doer } from "../testing/asked.ts"

let services: Services
let later: Services
beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url, {}, { clock: fixedClock("2026-03-03T09:00:00Z") })
  later = testServices(url, {}, { clock: fixedClock("2026-04-20T09:00:00Z") })
  const { requests } = await asked(services)
  const [bench, , , crossings] = requests as [{ id: number }, unknown, unknown, { id: number }]
  const told = { channel: "phone", evidence: "Сказала по телефону", name: "Ольга Ветрова" }
  await doer(services)(answerRequest, { id: bench.id, kind: "accept", termOn: "2026-04-10", ...told })
  await doer(services)(answerRequest, { id: crossings.id, kind: "ask", text: "Какие переходы?", ...told })
})

const titles = async (path: string) => {
  const { text, status } = await visitor(buildApp(later)).get(path)
  expect(status).toBe(200)
  return ["скамьи", "праздник двора", "переходов"].filter((word) => text.includes(word))
}

test("the list is narrowed by the address, and alarms ring by the day", async () => {
  expect(await titles("/requests")).toEqual(["скамьи", "праздник двора", "переходов"])
  expect(await titles("/requests?alarm=overdue")).toEqual(["скамьи"])
  // Whoever has asked and waits for our word is not silent.
  expect(await titles("/requests?alarm=silent")).toEqual(["праздник двора"])
  expect(await titles("/requests?alarm=soon")).toEqual([])
  expect(await titles("/requests?stage=accepted&year=2026")).toEqual(["скамьи"])
  expect(await titles("/requests?year=2025")).toEqual([])
  expect(await titles("/requests?stage=nonsense&after=x~y")).toHaveLength(3)
})

test("what waits for a word of the centre is no filter for visitors, and nobody is named", async () => {
  expect(await titles("/requests?waiting=ask")).toHaveLength(3)
  expect((await visitor(buildApp(later)).get("/requests")).text).not.toContain("Ветрова")
})

test("the same list as a workbook", async () => {
  const answer = await visitor(buildApp(later)).get("/requests.xlsx?alarm=overdue")
  expect(answer.status).toBe(200)
  expect(answer.headers.get("Content-Type")).toContain("spreadsheetml")
})

test("the same list for programs, page by page", async () => {
  const call = apiCaller(later)
  const words = async (query: string) => {
    const { body } = await call("GET", `/requests${query}`)
    return { next: body.next, count: body.count, items: body.items.map((one: { stage: string }) => one.stage) }
  }
  expect(await words("?stage=accepted")).toEqual({ next: null, count: 1, items: ["accepted"] })
  const first = await words("?alarm=silent&limit=1")
  expect(first).toMatchObject({ count: 2, items: ["asked"] })
  const second = await words(`?alarm=silent&limit=1&after=${first.next}`)
  expect(second).toMatchObject({ next: null, items: ["asked"] })
  // What waits for a word is not for visitors, who get the whole list.
  expect((await words("?waiting=ask")).count).toBe(4)
  const { actor } = await signedIn(later, "coordinator")
  const staff = await apiCaller(later, await tokenOf(later, actor))("GET", "/requests?waiting=ask")
  expect(staff.body.items).toMatchObject([{ addressee: "Общество слепых города Лугового", item: { number: "3" } }])
  const elsewhere = await signedIn(later, "coordinator", { kind: "territory", id: 77 })
  const foreign = apiCaller(later, await tokenOf(later, elsewhere.actor))
  expect((await foreign("GET", "/requests?waiting=ask")).body).toMatchObject({ count: 0, items: [] })
  expect((await foreign("GET", "/requests")).body.count).toBe(4)
  for (const wrong of ["?stage=nonsense", "?after=x", "?year=12", "?limit=0"])
    expect((await call("GET", `/requests${wrong}`)).status, wrong).toBe(422)
})
