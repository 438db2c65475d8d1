import { beforeAll, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { adopted, asked, doer, holderOf } from "../testing/asked.ts"

let services: Services
beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url)
})

test("the page of a resolution says how far its items have come, and an item shows each addressee's way", async () => {
  const { id, items, requests } = await asked(services)
  const [first] = requests
  const who = { name: "Ольга Ветрова", post: "заместитель главы" }
  const official = doer(services, holderOf(first!))
  await official(answerRequest, { id: first!.id, kind: "decline", text: "Нет денег в бюджете", ...who })
  const reader = visitor(buildApp(services))
  const resolution = (await reader.get(`/resolutions/${id}`)).text
  expect(resolution).toContain("Исполненных пунктов пока нет")
  expect(resolution).toContain("Отказов: 1")
  const hidden = (await reader.get(`/items/${items[0]!.id}`)).text
  expect(hidden).toContain("Отказ.")
  expect(hidden).not.toContain("Нет денег в бюджете")
  const { rows } = { rows: await services.db.selectFrom("commitments.act").select("id").execute() }
  await doer(services)(decideRequest, { id: first!.id, kind: "look", settles: rows.at(-1)!.id })
  services.cache.clear()
  const open = (await reader.get(`/items/${items[0]!.id}`)).text
  expect(open).toContain("Нет денег в бюджете")
  expect(open).not.toContain("Ветрова")
})

test("a resolution that nobody was asked about keeps its own line", async () => {
  const { id } = await adopted(services)
  const page = (await visitor(buildApp(services)).get(`/resolutions/${id}`)).text
  expect(page).toContain("fairway")
  expect(page).not.toContain("Исполненных пунктов")
})
