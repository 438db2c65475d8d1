import { afterAll, beforeAll, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { answerRequest } from "../request/answer-request.ts"
import { asked, doer } from "../testing/asked.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, {}, { clock: fixedClock("2026-03-03T09:00:00Z") })
})
afterAll(() => database.drop())

test("programs plan the way to a term and say what is reached; visitors do not read it", async () => {
  const { requests } = await asked(services)
  const { id } = requests[0]!
  const path = `/requests/${id}/milestones`
  const call = apiCaller(services, await tokenOf(services, (await signedIn(services, "coordinator")).actor))
  const plan = (items: object[]) => call("PUT", path, { items })
  // Nothing to plan before it is in work.
  expect((await plan([{ text: "Выбрать место" }])).status).toBe(409)
  await doer(services)(answerRequest, {
    id,
    kind: "accept",
    termOn: "2026-06-01",
    channel: "phone",
    evidence: "Звонок",
  })
  const made = await plan([{ text: "Выбрать место", dueOn: "2026-04-01" }, { text: "Поставить скамьи" }])
  expect(made.body.items).toMatchObject([
    { text: "Выбрать место", dueOn: "2026-04-01", doneOn: null },
    { text: "Поставить скамьи", dueOn: null, doneOn: null },
  ])
  const done = await call("POST", `${path}/${made.body.items[0].id}/completion`)
  expect(done).toMatchObject({ status: 201, body: { items: [{ doneOn: "2026-03-03" }, { doneOn: null }] } })
  expect((await call("POST", `${path}/${made.body.items[0].id}/completion`)).status).toBe(409)
  expect((await plan([{ text: "Покрасить" }])).body.items).toMatchObject([
    { text: "Выбрать место", doneOn: "2026-03-03" },
    { text: "Покрасить" },
  ])
  expect((await plan([{ text: "" }])).status).toBe(422)
  expect((await call("GET", path)).body.items).toHaveLength(2)
  expect((await apiCaller(services)("GET", path)).status).toBe(403)
  const member = apiCaller(services, await tokenOf(services, (await signedIn(services, "member")).actor))
  expect((await member("PUT", path, { items: [] })).status).toBe(403)
})
