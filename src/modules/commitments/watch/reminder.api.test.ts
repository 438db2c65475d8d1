import { afterAll, beforeAll, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { asked } from "../testing/asked.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, {}, { clock: fixedClock("2026-03-03T09:00:00Z") })
  await asked(services)
})
afterAll(() => database.drop())

test("programs remind those who are silent, never twice a day, and read whom; members do not", async () => {
  const later = testServices(database.url, {}, { clock: fixedClock("2026-04-20T09:00:00Z") })
  const caller = async (role: "coordinator" | "member") =>
    apiCaller(later, await tokenOf(later, (await signedIn(later, role)).actor))
  const call = await caller("coordinator")
  const silent = (await call("GET", "/requests?alarm=silent")).body.items as { id: number; recipientId: number }[]
  const letters = [...Map.groupBy(silent, (one) => one.recipientId)].map(([recipient, own]) => ({
    recipient,
    requests: own.map((one) => one.id),
  }))
  expect(letters).toHaveLength(3)
  const first = await call("POST", "/reminders", { alarm: "silent", letters })
  expect(first).toMatchObject({ status: 201, body: { mailed: 2, paper: 1, twice: [], moot: 0 } })
  expect((await call("POST", "/reminders", { alarm: "silent", letters })).status).toBe(409)
  expect((await call("POST", "/reminders", { alarm: "silent", letters: [] })).status).toBe(422)
  const page = await call("GET", "/reminders?limit=2")
  expect(page.body.items).toMatchObject([{ kind: "reminder", onDay: "2026-04-20", byHand: true }, {}])
  const rest = await call("GET", `/reminders?limit=2&after=${page.body.next}`)
  expect(rest.body).toMatchObject({ next: null, items: [{ requests: 2 }] })
  const member = await caller("member")
  expect((await member("GET", "/reminders")).status).toBe(403)
  expect((await member("POST", "/reminders", { alarm: "silent", letters })).status).toBe(403)
})
