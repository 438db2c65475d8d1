import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { asked } from "../testing/asked.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: ReturnType<typeof testServices>
let coordinator: ApiCaller
let controller: ApiCaller
let stranger: ApiCaller
let anybody: ApiCaller
let here: number
let id: number

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  here = await aTerritory(services, system("test"), "Луговой")
  const there = await aTerritory(services, system("test"), "Дальний")
  const { requests } = await asked(services, { territoryId: here })
  id = requests[0]!.id
  const caller = async (role: "coordinator" | "controller", territory: number) =>
    apiCaller(
      services,
      await tokenOf(services, (await signedIn(services, role, { kind: "territory", id: territory })).actor),
    )
  coordinator = await caller("coordinator", here)
  controller = await caller("controller", here)
  stranger = await caller("coordinator", there)
  anybody = apiCaller(services)
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

test("answers and decisions are told by a program; names are for the staff and the controller", async () => {
  const told = { kind: "accept", termOn: "2027-06-01", name: "Ольга Ветрова", channel: "phone", evidence: "Звонок" }
  const useless = { share: -5, wording: "Иначе", until: "2027-01-01" }
  expect((await stranger("POST", `/requests/${id}/answers`, told)).status).toBe(403)
  expect((await controller("POST", `/requests/${id}/answers`, told)).status).toBe(403)
  const accepted = await coordinator("POST", `/requests/${id}/answers`, { ...told, ...useless })
  expect(accepted).toMatchObject({
    status: 201,
    body: { stage: "accepted", termOn: "2027-06-01", acts: [{ share: null, wording: "", until: null }] },
  })
  const report = { kind: "report", text: "Скамьи стоят", share: 100, name: "Ольга Ветрова" }
  const { body } = await coordinator("POST", `/requests/${id}/answers`, report)
  const act = body.acts.at(-1)
  expect(act).toMatchObject({ kind: "report", waits: true, said: { name: "Ольга Ветрова", channel: "site" } })
  const hidden = await anybody("GET", `/requests/${id}`)
  expect(JSON.stringify(hidden.body)).not.toContain("Ольга")
  expect(JSON.stringify(hidden.body)).not.toContain("Скамьи стоят")
  const word = { kind: "release", settles: act.id }
  expect((await stranger("POST", `/requests/${id}/decisions`, word)).status).toBe(403)
  expect((await controller("POST", `/requests/${id}/decisions`, { kind: "withdraw", text: "Так" })).status).toBe(403)
  expect(await controller("POST", `/requests/${id}/decisions`, word)).toMatchObject({
    status: 201,
    body: { stage: "released", share: 100 },
  })
  expect((await controller("POST", `/requests/${id}/decisions`, word)).status).toBe(409)
  const open = await anybody("GET", `/requests/${id}`)
  expect(open.body.acts.map((one: { kind: string; text: string }) => [one.kind, one.text])).toEqual([
    ["accept", ""],
    ["report", "Скамьи стоят"],
    ["release", ""],
  ])
  expect(open.body.acts.every((one: { said: unknown }) => one.said === null)).toBe(true)
})

test("a request is split once per key, and says what is missing where it is missing", async () => {
  await coordinator("POST", `/requests/${id}/decisions`, { kind: "reopen", text: "Скамьи сломались" })
  const parts = [{ text: "Купить", addressee: "Отдел закупок" }]
  const key = { "Idempotency-Key": "once" }
  const first = await coordinator("POST", `/requests/${id}/parts`, { parts }, key)
  expect(first).toMatchObject({ status: 201, body: { parts: [expect.any(Number)] } })
  expect((await coordinator("POST", `/requests/${id}/parts`, { parts }, key)).body).toEqual(first.body)
  const child = await anybody("GET", `/requests/${first.body.parts[0]}`)
  expect(child.body).toMatchObject({ parentId: id, relation: "part", wording: "Купить", addressee: "Отдел закупок" })
  const bare = await coordinator("POST", `/requests/${id}/parts`, { parts: [{ text: "Купить", addressee: " " }] })
  expect(bare).toMatchObject({ status: 422, body: { errors: [{ field: "parts.0.addressee" }] } })
})

test("no day to come has passed, and nothing was answered before it was asked", async () => {
  const { requests } = await asked(services, { territoryId: here })
  const own = requests[0]!.id
  const paper = { channel: "paper", evidence: "Письмо" }
  const wrong = (field: string, code: string) => ({ status: 422, body: { errors: [{ field, code }] } })
  const answer = (said: object) => coordinator("POST", `/requests/${own}/answers`, { text: "Так", ...said })
  for (const kind of ["accept", "accept_part", "propose"])
    expect(await answer({ kind, termOn: "2026-03-03" }), kind).toMatchObject(wrong("term", "request.invalid.past"))
  expect(await answer({ kind: "receive", until: "2026-03-03" })).toMatchObject(wrong("until", "request.invalid.past"))
  const early = { kind: "receive", until: "2026-03-09", onDay: "2026-03-02", ...paper }
  expect(await answer(early)).toMatchObject(wrong("onDay", "request.invalid.before_asked"))
  expect((await answer({ kind: "accept", termOn: "2026-03-09", onDay: "2026-03-04", ...paper })).status).toBe(201)
  const { body } = await answer({ kind: "report", share: 100 })
  const back = { kind: "return", text: "Нет фото", settles: body.acts.at(-1).id, termOn: "2026-03-03" }
  expect(await coordinator("POST", `/requests/${own}/decisions`, back)).toMatchObject(
    wrong("term", "request.invalid.past"),
  )
})
