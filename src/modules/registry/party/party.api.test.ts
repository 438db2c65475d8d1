import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { buildApp } from "../../../app.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let call: (method: string, path: string, body?: unknown, more?: Record<string, string>) => Promise<Answer>
let open: typeof call
// biome-ignore lint/suspicious/noExplicitAny: bodies of answers differ
type Answer = { status: number; type: string; body: any }

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  const app = buildApp(services)
  const as =
    (headers: Record<string, string>): typeof call =>
    async (method, path, body, more = {}) => {
      const json = body === undefined ? {} : { body: JSON.stringify(body) }
      const answer = await app.request(`/api/v1${path}`, {
        method,
        headers: { "Content-Type": "application/json", Origin: "http://localhost", ...headers, ...more },
        ...json,
      })
      return { status: answer.status, type: answer.headers.get("Content-Type") ?? "", body: await answer.json() }
    }
  call = as({ Cookie: `${sessionCookie}=${(await signedIn(services, "coordinator")).token}` })
  open = as({})
})

test("a card is added, read, changed; contacts are for the staff", async () => {
  const made = await call("POST", "/bodies", {
    kind: "council",
    name: "Совет отцов",
    email: "otcy@example.ru",
    headEmail: "g@example.ru",
  })
  expect(made).toMatchObject({
    status: 201,
    body: { nature: "body", name: "Совет отцов", version: 1, territory: null },
  })
  const path = `/bodies/${made.body.id}`
  expect((await call("GET", path)).body.contacts).toMatchObject({ email: "otcy@example.ru", headEmail: "g@example.ru" })
  expect((await open("GET", path)).body).not.toHaveProperty("contacts")
  const changed = await call("PATCH", path, { version: 1, shortName: "СО", headEmail: "" })
  expect(changed).toMatchObject({
    status: 200,
    body: { shortName: "СО", version: 2, contacts: { email: "otcy@example.ru", headEmail: "" } },
  })
  expect(await call("PATCH", path, { version: 1, shortName: "О" })).toMatchObject({
    status: 409,
    type: "application/problem+json",
    body: { code: "registry.party.changed_meanwhile" },
  })
  expect((await open("GET", `/organisations/${made.body.id}`)).status).toBe(404)
})

test("what does not fit is a problem with its fields; who may not is refused", async () => {
  expect(await call("POST", "/organisations", { kind: "council", name: "Х", email: "x" })).toMatchObject({
    status: 422,
    type: "application/problem+json",
    body: { errors: [{ field: "email", code: "invalid.email" }] },
  })
  expect((await open("POST", "/organisations", { kind: "ngo", name: "Х" })).status).toBe(403)
  expect((await call("GET", "/organisations?limit=0")).status).toBe(422)
})

test("a repeated POST with one key is one deed", async () => {
  const send = () => call("POST", "/organisations", { kind: "ngo", name: "Ключ" }, { "Idempotency-Key": "k1" })
  const [first, second] = [await send(), await send()]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body.id).toBe(first.body.id)
})

test("a list is imported, read by keys and suggested from", async () => {
  const rows = ["Первая помощь", "Вторая помощь", "Третья помощь"].map((name) => ({
    kind: "ngo",
    name,
    territory: "Светлый",
  }))
  const done = await call("POST", "/organisations/import", { rows: [...rows, rows[0]] })
  expect(done).toMatchObject({ status: 200, body: { skipped: [3] } })
  const first = await open("GET", "/organisations?q=помощь&limit=2")
  expect(first.body).toMatchObject({ count: 3, items: [{ name: "Вторая помощь" }, { name: "Первая помощь" }] })
  expect(JSON.stringify(first.body)).not.toContain("email")
  const rest = await open("GET", `/organisations?q=помощь&limit=2&after=${first.body.next}`)
  expect(rest.body).toMatchObject({ next: null, items: [{ name: "Третья помощь", territory: { name: "Светлый" } }] })
  const { items } = (await open("GET", "/territories")).body
  expect(items).toMatchObject([{ name: "Светлый", depth: 0 }])
  const inside = await open("GET", `/organisations?territory=${items[0].id}&kind=ngo`)
  expect(inside.body.count).toBe(3)
  expect((await open("GET", "/parties/suggestions?q=третья")).body.items[0].name).toBe("Третья помощь")
})
