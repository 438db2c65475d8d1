import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { receiver } from "../testing/receiver.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let call: ApiCaller
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, { WEBHOOKS_PRIVATE: "yes" })
  const { actor } = await signedIn(services, "administrator")
  call = apiCaller(services, await tokenOf(services, actor))
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

const given = { name: "Сайт", url: "https://example.ru/hook", events: ["party.added"] }

describe("/api/v1/webhooks", () => {
  it("sets up, reads, changes, switches and removes", async () => {
    const { status, body } = await call("POST", "/webhooks", given)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...given, on: true, reason: null, secret: expect.stringMatching(/^whsec_/) })
    const path = `/webhooks/${body.id}`
    expect((await call("GET", path)).body).toMatchObject(given)
    expect(JSON.stringify((await call("GET", "/webhooks")).body)).not.toContain("whsec_")
    expect((await call("PATCH", path, { on: false })).body).toMatchObject({ ...given, on: false })
    expect((await call("PATCH", path, { name: "Портал", events: null, on: true })).body).toMatchObject({
      ...{ name: "Портал", url: given.url, events: null, on: true },
    })
    expect((await call("DELETE", path)).status).toBe(204)
    for (const method of ["GET", "DELETE"]) expect((await call(method, path)).status).toBe(404)
    expect((await call("GET", `${path}/deliveries`)).status).toBe(404)
  })

  it("does the same request once", async () => {
    const header = { "Idempotency-Key": "one" }
    const [first, second] = [
      await call("POST", "/webhooks", given, header),
      await call("POST", "/webhooks", given, header),
    ]
    expect(second.body).toEqual(first.body)
  })

  it("reads in parts", async () => {
    for (let n = 0; n < 3; n++) await call("POST", "/webhooks", { ...given, on: false })
    const first = (await call("GET", "/webhooks?limit=2")).body
    const second = (await call("GET", `/webhooks?limit=2&after=${first.next}`)).body
    expect(first.items[1].id).toBeGreaterThan(second.items[0].id)
    expect(first.count).toBe(4)
    expect(first.items[0].on).toBe(false)
  })

  it("shows deliveries", async () => {
    const program = await receiver()
    const { id } = (await call("POST", "/webhooks", { ...given, url: program.url, events: ["territory.added"] })).body
    for (const name of ["Заречье", "Затон"])
      expect((await call("POST", "/territories", { name, kind: "municipality", parentId: null })).status).toBe(201)
    await workOff(services, database.url)
    const { items, next } = (await call("GET", `/webhooks/${id}/deliveries?limit=1`)).body
    expect(items).toMatchObject([
      { event: { name: "territory.added" }, state: "delivered", attempts: 1, status: 200, answer: "принято" },
    ])
    expect(program.got.map(({ headers }) => headers["webhook-id"])).toContain(items[0].messageId)
    const rest = (await call("GET", `/webhooks/${id}/deliveries?limit=1&after=${next}`)).body
    expect([rest.items.length, rest.next]).toEqual([1, null])
    expect((await call("GET", `/webhooks/${id}/deliveries?state=failed`)).body.items).toEqual([])
    for (const { body } of program.got) expect(body).not.toMatch(/За/)
  })

  it("refuses what does not fit, and whoever is no administrator", async () => {
    for (const wrong of [{ url: "ftp://x" }, { events: [] }, { events: ["no.such"] }, { name: "" }])
      expect((await call("POST", "/webhooks", { ...given, ...wrong })).status).toBe(422)
    const { id } = (await call("POST", "/webhooks", given)).body
    for (const role of ["coordinator", "member"] as const) {
      const { actor } = await signedIn(services, role)
      const other = apiCaller(services, await tokenOf(services, actor))
      expect((await other("GET", "/webhooks")).status).toBe(403)
      expect((await other("POST", "/webhooks", given)).status).toBe(403)
      expect((await other("GET", `/webhooks/${id}/deliveries`)).status).toBe(403)
      for (const method of ["GET", "DELETE"]) expect((await other(method, `/webhooks/${id}`)).status).toBe(403)
      expect((await other("PATCH", `/webhooks/${id}`, { on: false })).status).toBe(403)
    }
    expect((await apiCaller(services)("GET", "/webhooks")).status).toBe(403)
  })
})
