import { beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { setVisibility } from "../progress/progress.store.ts"
import { answerRequest } from "../request/answer-request.ts"
import { asked, doer } from "../testing/asked.ts"

let services: Services
let made: Awaited<ReturnType<typeof asked>>
const body = () => made.requests[0]!.partyId!

beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url, {}, { clock: fixedClock("2026-04-20T09:00:00Z") })
  const territoryId = await aTerritory(services, system("test"), "Луговой")
  made = await asked(services, { territoryId })
  const said = { channel: "phone", evidence: "По телефону", name: "Ольга Ветрова" }
  const [bench] = made.requests
  await doer(services)(answerRequest, {
    id: bench!.id,
    kind: "accept",
    termOn: "2026-04-10",
    onDay: "2026-03-13",
    ...said,
  })
})

const page = async (path: string) => {
  const { status, text } = await visitor(buildApp(services)).get(path)
  return { status, text: text.replace(/[\u00a0\u202f]/g, " ") }
}

test("figures say in a sentence what was asked, answered, done and is late, and stand side by side", async () => {
  const { text } = await page("/requests/figures")
  expect(text).toContain("Отправлено 4 запроса. Ответили на 25 %.")
  expect(text).toContain("не позже чем через 10 дней")
  expect(text).toContain("Просрочено: 1.")
  expect(text).toContain("Что стало с запросами каждого года")
  expect((await page("/requests/figures?by=territory")).text).toContain("Луговой")
  expect((await page("/requests/figures?by=resolution&year=2026")).text).toContain("Тёплый двор")
  expect((await page("/requests/figures?by=resolution&year=2025")).text).not.toContain("Тёплый двор")
  expect((await page("/requests/figures.xlsx?by=resolution")).status).toBe(200)
})

test("bodies stand side by side only where the council allows it; each has its own figures on its card", async () => {
  const before = await page("/requests/figures?by=body")
  expect(before.text).toContain("только по решению совета")
  expect(before.text).not.toContain("Администрация города Лугового")
  expect((await page("/requests/figures.xlsx?by=body")).status).toBe(403)
  expect((await page("/api/v1/figures?by=body")).status).toBe(403)
  expect((await page(`/bodies/${body()}`)).text).toContain("Отправлено 2 запроса. Ответили на 50 %.")
  await services.db
    .insertInto("commitments.rule")
    .values({ comparisons: true })
    .onConflict((c) => c.column("id").doUpdateSet({ comparisons: true }))
    .execute()
  services.cache.clear()
  expect((await page("/requests/figures?by=body")).text).toContain("Администрация города Лугового")
  const { items } = JSON.parse((await page("/api/v1/figures?by=body")).text)
  expect(items.map((one: { figures: { asked: number } }) => one.figures.asked).sort()).toEqual([1, 1, 2])
})

test("what is not open is not counted for a visitor", async () => {
  await setVisibility(services.db, made.id, "internal")
  services.cache.clear()
  expect((await page("/requests/figures")).text).toContain("Запросов ещё нет")
  expect((await page(`/requests/figures?by=body&key=${body()}`)).text).toContain("Никого ещё не спросили")
})
