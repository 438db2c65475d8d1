import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { buildApp } from "../../../app.ts"
import { removeDemoParties } from "../public.ts"

// biome-ignore lint/suspicious/noExplicitAny: bodies of answers differ
type Call = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>
const root = system("test")
let services: Services
let call: Call
let open: Call
let elsewhere: Call

beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  services = testServices(url)
  const as =
    (token?: string): Call =>
    async (method, path, body) => {
      const answer = await buildApp(services).request(`/api/v1${path}`, {
        method,
        headers: {
          "Content-Type": "application/json",
          Origin: "http://localhost",
          ...(token && { Cookie: `${sessionCookie}=${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text && JSON.parse(text) }
    }
  call = as((await signedIn(services, "coordinator")).token)
  const other = await aTerritory(services, root, "Дальний округ")
  elsewhere = as((await signedIn(services, "coordinator", { kind: "territory", id: other })).token)
  open = as()
  afterAll(async () => {
    await services.db.destroy()
    await drop()
  })
})

const proof = "Распоряжение № 5 от 01.02.2024"

test("statuses are added, read with the card, ended and taken away by those who keep it", async () => {
  const id = await aParty(services, root, "Отряд «Парус»")
  const school = await aParty(services, root, "Школа № 5", { kind: "education" })
  const at = `/organisations/${id}/statuses`
  const status = { kind: "school_unit", from: "2024-02-01", proof, institutionId: school }
  for (const who of [open, elsewhere]) expect((await who("POST", at, status)).status).toBe(403)
  const made = await call("POST", at, status)
  expect(made).toMatchObject({
    status: 201,
    body: { ...{ kind: "school_unit", from: "2024-02-01", until: null, proof, link: "", inForce: true } },
  })
  expect(made.body.institution).toEqual({ id: school, name: "Школа № 5" })
  expect((await open("GET", `/organisations/${id}`)).body.statuses).toEqual([made.body])
  expect((await open("GET", "/organisations?status=school_unit")).body).toMatchObject({ count: 1, items: [{ id }] })
  expect((await open("GET", "/bodies?status=school_unit")).body).toMatchObject({ count: 0, items: [] })
  expect((await open("GET", "/organisations?status=nonsense")).status).toBe(422)

  const one = `${at}/${made.body.id}`
  const ending = { until: "2025-06-30", why: "Выпуск" }
  for (const who of [open, elsewhere]) {
    expect((await who("POST", `${one}/end`, ending)).status).toBe(403)
    expect((await who("DELETE", one)).status).toBe(403)
  }
  expect(await call("POST", `${one}/end`, ending)).toMatchObject({
    status: 200,
    body: { until: "2025-06-30", endedWhy: "Выпуск", inForce: false },
  })
  expect((await call("POST", `${one}/end`, ending)).body.errors).toMatchObject([
    { field: "until", code: "registry.status.prolongs" },
  ])
  expect((await open("GET", "/organisations?status=school_unit")).body.count).toBe(0)
  expect((await call("DELETE", `/organisations/${school}/statuses/${made.body.id}`)).status).toBe(404)
  expect((await call("DELETE", one)).status).toBe(204)
  expect((await open("GET", `/organisations/${id}`)).body.statuses).toEqual([])
})

test("what does not fit is told by field; a body has no statuses", async () => {
  const id = await aParty(services, root, "Фонд «Мост»")
  const fields = async (body: object) =>
    ((await call("POST", `/organisations/${id}/statuses`, body)).body.errors ?? []).map(
      ({ field, code }: { field: string; code: string }) => `${field}: ${code}`,
    )
  expect(await fields({ kind: "so_nko", proof: " ", from: "0000-01-01" })).toEqual([
    "from: invalid.date",
    "proof: invalid.required",
  ])
  expect(await fields({ kind: "so_nko", proof, institutionId: id })).toEqual([
    "institutionId: registry.status.not_a_unit",
  ])
  expect(await fields({ kind: "tos", proof, from: "2024-01-01", until: "2023-01-01" })).toEqual([
    "until: registry.status.until_before_from",
  ])
  const body = await aParty(services, root, "Совет «Мост»", { nature: "body", kind: "council" })
  expect((await call("POST", `/organisations/${body}/statuses`, { kind: "tos", proof })).status).toBe(404)
})

test("two who add the same at once: one is told that it is there", async () => {
  const id = await aParty(services, root, "Вместе")
  const add = () => call("POST", `/organisations/${id}/statuses`, { kind: "tos", proof })
  const answers = await Promise.all([add(), add(), add()])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422])
})

test("the statuses of an example go with it", async () => {
  const id = await aParty(services, root, "Пример")
  const school = await aParty(services, root, "Школа-пример", { kind: "education" })
  const real = await aParty(services, root, "Настоящая")
  const unit = { kind: "school_unit", proof, institutionId: school }
  for (const party of [id, real]) await call("POST", `/organisations/${party}/statuses`, unit)
  await services.db
    .updateTable("registry.party")
    .set({ demo: true })
    .where((eb) => eb.or([eb("id", "=", id), eb("id", "=", school)]))
    .execute()
  await services.db.transaction().execute((tx) => removeDemoParties(tx, new Date()))
  expect((await open("GET", `/organisations/${school}`)).status).toBe(404)
  expect((await open("GET", `/organisations/${real}`)).body.statuses).toMatchObject([{ institution: null }])
})
