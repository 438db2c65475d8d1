import { beforeAll, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { asked } from "../testing/asked.ts"

let url: string
let services: Services
beforeAll(async () => {
  ;({ url } = await freshDatabase())
  services = testServices(url, {}, { clock: fixedClock("2026-04-20T09:00:00Z") })
})
const callerOf = async (role: "coordinator" | "member", territory?: number) =>
  apiCaller(
    services,
    await tokenOf(
      services,
      (await signedIn(services, role, territory ? { kind: "territory", id: territory } : undefined)).actor,
    ),
  )

test("programs read and change how requests are watched, with the council's day where bodies are compared", async () => {
  const call = await callerOf("coordinator")
  const { body: rule } = await call("GET", "/settings/watching")
  expect(rule).toMatchObject({ comparisons: false })
  const changed = await call("PUT", "/settings/watching", { ...rule, silentDays: 12, escalateDays: 30 })
  expect(changed).toMatchObject({ status: 200, body: { ...rule, silentDays: 12, escalateDays: 30 } })
  const compared = { ...changed.body, comparisons: true }
  expect((await call("PUT", "/settings/watching", compared)).body.errors).toMatchObject([{ field: "decidedOn" }])
  const decided = await call("PUT", "/settings/watching", { ...compared, decidedOn: "2026-04-01" })
  expect(decided.body.comparisons).toBe(true)
  expect((await call("PUT", "/settings/watching", { ...rule, silentDays: 0 })).body.errors[0].field).toBe("silentDays")
})

test("programs say who writes the letters, how they are numbered, and who may comment", async () => {
  const call = await callerOf("coordinator")
  const head = { organisation: "Ресурсный центр", phone: "8 (000) 1-23-45", numberPattern: "РЦ-{nnn}/{yy}" }
  expect((await call("PUT", "/settings/letters", head)).body).toMatchObject({ ...head, address: "" })
  expect((await call("GET", "/settings/letters")).body).toMatchObject(head)
  expect((await call("PUT", "/settings/letters", { ...head, numberPattern: "без номера" })).status).toBe(422)
  expect((await call("PUT", "/settings/comments", { who: "members" })).body).toEqual({ who: "members" })
  expect((await call("GET", "/settings/comments")).body).toEqual({ who: "members" })
})

test("settings are of the staff of everything", async () => {
  for (const call of [await callerOf("member"), await callerOf("coordinator", 77), apiCaller(services)])
    for (const name of ["watching", "letters", "comments"])
      expect((await call("GET", `/settings/${name}`)).status, name).toBe(403)
  const below = await callerOf("coordinator", 77)
  expect((await below("PUT", "/settings/comments", { who: "off" })).status).toBe(403)
})

test("reminders that wait for paper are numbered once", async () => {
  await asked(testServices(url, {}, { clock: fixedClock("2026-03-03T09:00:00Z") }))
  const call = await callerOf("coordinator")
  const silent = (await call("GET", "/requests?alarm=silent")).body.items as { id: number; recipientId: number }[]
  const letters = [...Map.groupBy(silent, (one) => one.recipientId)].map(([recipient, own]) => ({
    recipient,
    requests: own.map((one) => one.id),
  }))
  expect((await call("POST", "/reminders", { alarm: "silent", letters })).body).toMatchObject({ paper: 1 })
  const printed = await call("POST", "/reminders/printing")
  expect(printed).toMatchObject({ status: 201, body: { letters: 1, moot: 0 } })
  expect((await call("GET", `/letters/${printed.body.first}`)).body).toMatchObject({
    kind: "reminder",
    channel: "paper",
  })
  expect((await call("POST", "/reminders/printing")).status).toBe(409)
})
